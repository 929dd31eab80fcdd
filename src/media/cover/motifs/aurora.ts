import type { Motif } from '../motif.js'
import { drawStars, fade, fillSky, mix, ridge, SIDE, traceBelow } from '../paint.js'

/** Curtains of northern light over a still lake. */
export const aurora: Motif = (context, palette, random) => {
  const shore = 720
  fillSky(
    context,
    [palette.night, palette.night, palette.deep, mix(palette.deep, palette.mid, 0.6)],
    0,
    shore,
  )
  drawStars(context, random, 260, shore, palette.light)
  context.save()
  context.globalCompositeOperation = 'screen'
  for (let curtain = 0; curtain < 3; curtain++) {
    const ink = [palette.warm, mix(palette.warm, palette.mid, 0.5), palette.accent][curtain]!
    const base = 560 - curtain * 90 + random.range(-30, 30)
    const slope = random.range(-240, 240)
    const folds = Array.from(
      { length: 4 },
      (_, i) => [random.range(20, 66) / (i + 1), random.range(3, 6) * (i + 1), random.range(0, 6.3)] as const,
    )
    const gleams = Array.from(
      { length: 6 },
      (_, i) => [random.range(4, 11) * (i + 1), random.range(0, 6.3)] as const,
    )
    for (let x = -10; x < SIDE + 10; x += 3) {
      const u = x / SIDE
      let y = base + slope * (u - 0.5)
      for (const [height, frequency, phase] of folds) y += height * Math.sin(frequency * u + phase)
      let gleam = 0
      for (const [frequency, phase] of gleams) gleam += Math.sin(frequency * u * 3 + phase)
      const strength = (0.3 + 0.24 * Math.max(-1, Math.min(1, gleam / 2))) * (1 - curtain * 0.2)
      const reach = 330 + 55 * gleam
      const ray = context.createLinearGradient(0, y - reach, 0, y + 60)
      ray.addColorStop(0, fade(palette.mid, 0))
      ray.addColorStop(0.45, fade(mix(ink, palette.mid, 0.5), strength * 0.55))
      ray.addColorStop(0.8, fade(ink, strength * 1.3))
      ray.addColorStop(1, fade(ink, 0))
      context.fillStyle = ray
      context.fillRect(x, y - reach, 3.5, reach + 60)
    }
  }
  context.restore()
  traceBelow(context, ridge(random, shore - 60, 150, 0.5))
  context.fillStyle = mix(palette.night, palette.deep, 0.35)
  context.fill()

  const pixelsPerUnit = context.canvas.width / SIDE
  for (let y = shore; y < SIDE; y += 2) {
    const sourceY = shore - (y - shore) * 1.6
    const sway = Math.sin(y * 0.5) * ((y - shore) / 34)
    context.drawImage(
      context.canvas,
      0,
      sourceY * pixelsPerUnit,
      SIDE * pixelsPerUnit,
      2 * pixelsPerUnit,
      sway,
      y,
      SIDE,
      2.4,
    )
  }
  const depth = context.createLinearGradient(0, shore, 0, SIDE)
  depth.addColorStop(0, fade(palette.night, 0.2))
  depth.addColorStop(1, fade(palette.night, 0.75))
  context.fillStyle = depth
  context.fillRect(0, shore, SIDE, SIDE - shore)
  return { titlePlace: 'bottom', grain: 12 }
}
