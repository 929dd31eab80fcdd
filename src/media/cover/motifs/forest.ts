import type { Motif } from '../motif.js'
import { disc, fade, mix, SIDE } from '../paint.js'

/** Firs cut in linoleum and printed in few inks, a large moon behind them. */
export const forest: Motif = (context, palette, random) => {
  context.fillStyle = palette.light
  context.fillRect(0, 0, SIDE, SIDE)
  carve(context, random, fade(palette.warm, 0.35), 0, SIDE, 60)
  const moonX = random.range(360, 664)
  const moonY = random.range(480, 540)
  const radius = random.range(210, 260)
  context.fillStyle = palette.accent
  disc(context, moonX, moonY, radius)
  context.save()
  context.beginPath()
  context.arc(moonX, moonY, radius, 0, 2 * Math.PI)
  context.clip()
  carve(context, random, fade(palette.light, 0.5), moonY - radius, moonY + radius, 26)
  context.restore()

  for (const [depth, ink] of [
    [0, mix(palette.warm, palette.mid, 0.45)],
    [1, palette.mid],
    [2, palette.deep],
    [3, palette.night],
  ] as const) {
    const ground = 700 + depth * 82
    const count = 13 - depth * 2
    for (let i = 0; i <= count; i++) {
      const x = (i / count) * SIDE + random.range(-40, 40)
      // The way to the moon stays open.
      const fromMoon = Math.min(1, Math.abs(x - moonX) / 420)
      const height = random.range(150, 260) * (0.7 + depth * 0.42) * (0.45 + 0.75 * fromMoon)
      drawFir(context, random, x, ground + random.range(-12, 40), height, ink, palette.light, depth)
    }
    context.fillStyle = ink
    context.fillRect(0, ground + 20, SIDE, SIDE)
  }
  carve(context, random, fade(palette.light, 0.16), 960, SIDE, 12)
  return { titlePlace: 'top', grain: 24, vignette: 0.12 }
}

/** Short horizontal cuts of the gouge. */
function carve(
  context: Parameters<Motif>[0],
  random: Parameters<Motif>[2],
  colour: string,
  top: number,
  bottom: number,
  count: number,
): void {
  context.strokeStyle = colour
  context.lineCap = 'round'
  for (let i = 0; i < count * 4; i++) {
    const y = random.range(top, bottom)
    const x = random.range(-50, SIDE)
    context.lineWidth = random.range(1, 3.5)
    context.beginPath()
    context.moveTo(x, y)
    context.quadraticCurveTo(x + 40, y + random.range(-5, 5), x + random.range(50, 130), y)
    context.stroke()
  }
}

function drawFir(
  context: Parameters<Motif>[0],
  random: Parameters<Motif>[2],
  x: number,
  ground: number,
  height: number,
  ink: string,
  paper: string,
  depth: number,
): void {
  const tiers = 6 + random.int(3)
  context.fillStyle = ink
  context.fillRect(x - height * 0.02, ground - height * 0.2, height * 0.04, height * 0.3)
  context.beginPath()
  context.moveTo(x, ground - height)
  const outline = (side: 1 | -1, tier: number) => {
    const y = ground - height + (height * 0.92 * (tier + 1)) / tiers
    const reach = height * 0.26 * ((tier + 1) / tiers) * random.range(0.85, 1.15)
    return [x + side * reach, y] as const
  }
  for (let tier = 0; tier < tiers; tier++) {
    const [edgeX, edgeY] = outline(1, tier)
    context.lineTo(edgeX, edgeY)
    context.lineTo(x + (edgeX - x) * 0.42, edgeY - height * 0.025)
  }
  for (let tier = tiers - 1; tier >= 0; tier--) {
    const [edgeX, edgeY] = outline(-1, tier)
    context.lineTo(x + (edgeX - x) * 0.42, edgeY - height * 0.025)
    context.lineTo(edgeX, edgeY)
  }
  context.closePath()
  context.fill()
  if (depth < 1) return
  context.strokeStyle = fade(paper, 0.5)
  context.lineWidth = 1.6
  for (let tier = 1; tier < tiers; tier++) {
    const y = ground - height + (height * 0.92 * (tier + 0.6)) / tiers
    const reach = height * 0.16 * ((tier + 1) / tiers)
    for (const side of [0.25, 0.6, 0.95]) {
      context.beginPath()
      context.moveTo(x - reach * side, y - 6)
      context.lineTo(x - reach * side * 1.15, y + height * 0.03)
      context.stroke()
    }
  }
}
