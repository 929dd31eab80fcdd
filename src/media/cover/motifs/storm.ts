import type { Motif } from '../motif.js'
import { fade, fillSky, glow, mix, paintClouds, ridge, SIDE, traceBelow } from '../paint.js'

type Context = Parameters<Motif>[0]
type Dice = Parameters<Motif>[2]

/** Lightning over black peaks. */
export const storm: Motif = (context, palette, random) => {
  fillSky(context, [palette.night, palette.deep, palette.mid], 0, 800)
  const strikeX = random.range(320, 704)
  glow(context, strikeX, 360, 620, palette.warm, 0.75)
  for (const [colour, opacity, top, bottom] of [
    [mix(palette.warm, palette.light, 0.4), 0.55, 120, 720],
    [palette.night, 0.95, -160, 620],
    [mix(palette.night, '#000000', 0.6), 0.9, -260, 430],
  ] as const) {
    paintClouds(context, random, { top, bottom, colour, opacity, clear: 0.42, width: 520, height: 190 })
  }
  glow(context, strikeX, 420, 300, palette.light, 0.4)
  drawBolt(
    context,
    random,
    strikeX,
    150,
    strikeX + random.range(-130, 130),
    770,
    9,
    palette.light,
    palette.warm,
  )
  for (const [base, height, ink] of [
    [720, 360, mix(palette.deep, palette.night, 0.45)],
    [830, 320, mix(palette.night, '#000000', 0.35)],
    [940, 200, '#050506'],
  ] as const) {
    traceBelow(context, ridge(random, base, height, 0.62))
    context.fillStyle = ink
    context.fill()
    context.strokeStyle = fade(palette.warm, 0.3)
    context.lineWidth = 1.6
    context.stroke()
  }
  context.strokeStyle = fade(palette.light, 0.13)
  context.lineWidth = 1.4
  for (let i = 0; i < 240; i++) {
    const x = random.range(-60, SIDE)
    const y = random.range(0, SIDE)
    const length = random.range(20, 70)
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(x - length * 0.22, y + length)
    context.stroke()
  }
  return { titlePlace: 'top', grain: 30, vignette: 0.55 }
}

/** A jagged line with branches, drawn as a wide glow and a thin core. */
function drawBolt(
  context: Context,
  random: Dice,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  width: number,
  core: string,
  halo: string,
): void {
  const steps = Math.max(5, Math.round(Math.hypot(x1 - x0, y1 - y0) / 26))
  const points = Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps
    const swing = (i === 0 || i === steps ? 0 : 1) * random.range(-26, 26)
    return [x0 + (x1 - x0) * t + swing, y0 + (y1 - y0) * t + random.range(-6, 6)] as const
  })
  for (const [thickness, colour] of [
    [width * 4, fade(halo, 0.16)],
    [width * 2, fade(halo, 0.35)],
    [width * 0.7, core],
  ] as const) {
    context.strokeStyle = colour
    context.lineWidth = thickness
    context.lineJoin = 'round'
    context.beginPath()
    points.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)))
    context.stroke()
  }
  if (width < 3) return
  for (let i = 0; i < 4; i++) {
    const [x, y] = points[1 + random.int(Math.max(1, steps - 2))]!
    drawBolt(
      context,
      random,
      x,
      y,
      x + random.range(-190, 190),
      y + random.range(90, 210),
      width * 0.42,
      core,
      halo,
    )
  }
}
