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
  for (let curtain = 0; curtain < 4; curtain++) {
    const inks = [palette.accent, palette.warm, palette.mid]
    const ink = inks[curtain % inks.length]!
    const base = random.range(330, 560)
    const waves = Array.from(
      { length: 3 },
      (_, i) =>
        [random.range(30, 90) / (i + 1), random.range(1.2, 2.6) * (i + 1), random.range(0, 6.3)] as const,
    )
    for (let x = -10; x < SIDE + 10; x += 4) {
      const u = x / SIDE
      let y = base
      for (const [height, frequency, phase] of waves) y += height * Math.sin(frequency * 3 * u + phase)
      const strength = 0.1 + 0.2 * Math.abs(Math.sin(u * 21 + curtain * 2 + Math.sin(u * 57) * 0.7))
      const reach = 190 + 150 * Math.abs(Math.sin(u * 9 + curtain))
      const ray = context.createLinearGradient(0, y - reach, 0, y + 26)
      ray.addColorStop(0, fade(ink, 0))
      ray.addColorStop(0.78, fade(ink, strength))
      ray.addColorStop(0.93, fade(palette.light, strength * 0.9))
      ray.addColorStop(1, fade(ink, 0))
      context.fillStyle = ray
      context.fillRect(x, y - reach, 4.4, reach + 26)
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
