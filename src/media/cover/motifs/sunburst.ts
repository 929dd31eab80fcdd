import type { Motif } from '../motif.js'
import { disc, fade, mix, SIDE } from '../paint.js'

/** Rays from a record in the middle, printed with coarse dots. */
export const sunburst: Motif = (context, palette, random) => {
  const x = SIDE / 2
  const y = 560
  context.fillStyle = palette.light
  context.fillRect(0, 0, SIDE, SIDE)
  const rays = random.pick([24, 28, 32])
  const inks = [palette.warm, palette.mid, palette.warm, palette.accent]
  const turn = random.range(0, 1)
  for (let i = 0; i < rays; i += 2) {
    const from = turn + (2 * Math.PI * i) / rays
    const to = turn + (2 * Math.PI * (i + 1)) / rays
    context.fillStyle = inks[(i / 2) % inks.length]!
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(x + Math.cos(from) * 1500, y + Math.sin(from) * 1500)
    context.lineTo(x + Math.cos(to) * 1500, y + Math.sin(to) * 1500)
    context.closePath()
    context.fill()
  }
  drawDots(context, fade(palette.deep, 0.34))

  const radius = random.range(290, 330)
  context.save()
  context.shadowColor = 'rgba(0, 0, 0, 0.45)'
  context.shadowBlur = 40
  context.shadowOffsetY = 18
  context.fillStyle = palette.night
  disc(context, x, y, radius)
  context.restore()
  for (let groove = radius * 0.42; groove < radius * 0.97; groove += 5.5) {
    context.strokeStyle = fade(palette.light, 0.05 + 0.05 * random.next())
    context.lineWidth = 1.5
    context.beginPath()
    context.arc(x, y, groove, 0, 2 * Math.PI)
    context.stroke()
  }
  // Two gleams across the grooves.
  for (const at of [-0.9, 2.24]) {
    context.save()
    context.globalCompositeOperation = 'screen'
    const gleam = context.createConicGradient(at - 0.32, x, y)
    gleam.addColorStop(0, fade(palette.light, 0))
    gleam.addColorStop(0.05, fade(palette.light, 0.32))
    gleam.addColorStop(0.1, fade(palette.light, 0))
    gleam.addColorStop(1, fade(palette.light, 0))
    context.fillStyle = gleam
    disc(context, x, y, radius * 0.97)
    context.restore()
  }
  context.fillStyle = palette.accent
  disc(context, x, y, radius * 0.37)
  context.fillStyle = mix(palette.accent, palette.light, 0.75)
  disc(context, x, y, radius * 0.27)
  context.fillStyle = palette.warm
  disc(context, x, y, radius * 0.18)
  context.fillStyle = palette.night
  disc(context, x, y, radius * 0.035)
  return { titlePlace: 'top', grain: 22, vignette: 0.3 }
}

/** Halftone: dots that grow towards the lower edge. */
function drawDots(context: Parameters<Motif>[0], colour: string): void {
  context.fillStyle = colour
  for (let row = 0; row < 74; row++) {
    const y = row * 14
    const radius = 5.6 * (row / 74) ** 1.4
    if (radius < 0.8) continue
    for (let column = 0; column < 74; column++) disc(context, column * 14 + (row % 2) * 7, y, radius)
  }
}
