import type { Motif } from '../motif.js'
import { disc, fade, fillSky, glow, mix, SIDE } from '../paint.js'

/** Rows of curling waves in the manner of a woodblock print, the sun or moon standing over them. */
export const ocean: Motif = (context, palette, random) => {
  fillSky(context, [mix(palette.deep, palette.mid, 0.5), palette.warm, palette.light], 0, 620)
  const sunX = random.range(300, 724)
  const sunY = random.range(380, 440)
  const radius = random.range(120, 190)
  glow(context, sunX, sunY, radius * 2.6, palette.light, 0.5)
  context.fillStyle = palette.accent
  disc(context, sunX, sunY, radius)
  // Thin bands of cloud cut the disc.
  for (let i = 0; i < 5; i++) {
    context.fillStyle = fade(mix(palette.warm, palette.light, 0.5), 0.85)
    const y = sunY + radius * (0.1 + 0.2 * i)
    context.fillRect(0, y, SIDE, 4 + i * 3)
  }

  const rows = 9
  for (let row = 0; row < rows; row++) {
    const near = row / (rows - 1)
    const baseY = 540 + near * 400
    const length = 90 + near * 170
    const height = 22 + near * 62
    const shift = random.range(0, length)
    const colour = mix(mix(palette.warm, palette.mid, Math.min(1, 0.35 + near)), palette.night, near * 0.72)
    context.beginPath()
    context.moveTo(-length, SIDE + 10)
    context.lineTo(-length - shift, baseY)
    for (let x = -length - shift; x < SIDE + length; x += length) {
      // A crest that leans over to the right and falls steeply.
      context.bezierCurveTo(
        x + length * 0.4,
        baseY,
        x + length * 0.55,
        baseY - height,
        x + length * 0.82,
        baseY - height,
      )
      context.bezierCurveTo(
        x + length * 0.7,
        baseY - height * 0.6,
        x + length * 0.78,
        baseY,
        x + length,
        baseY,
      )
    }
    context.lineTo(SIDE + length, SIDE + 10)
    context.closePath()
    context.fillStyle = colour
    context.fill()
    context.strokeStyle = fade(palette.light, 0.35 + 0.45 * near)
    context.lineWidth = 1.5 + near * 3
    context.stroke()
    drawFoam(context, palette, random, { baseY, length, height, shift, near })
  }
  return { titlePlace: 'top', vignette: 0.25, grain: 20 }
}

function drawFoam(
  context: Parameters<Motif>[0],
  palette: Parameters<Motif>[1],
  random: Parameters<Motif>[2],
  wave: {
    readonly baseY: number
    readonly length: number
    readonly height: number
    readonly shift: number
    readonly near: number
  },
): void {
  const { baseY, length, height, shift, near } = wave
  for (let x = -length - shift; x < SIDE + length; x += length) {
    for (let i = 0; i < 5 + near * 9; i++) {
      context.fillStyle = fade(palette.light, random.range(0.4, 0.95))
      disc(
        context,
        x + length * random.range(0.68, 0.9),
        baseY - height * random.range(0.85, 1.25),
        random.range(1, 2 + near * 4),
      )
    }
    context.strokeStyle = fade(palette.light, 0.22)
    context.lineWidth = 1 + near * 1.5
    for (let line = 1; line <= 3; line++) {
      const y = baseY + line * (8 + near * 18)
      context.beginPath()
      context.moveTo(x + length * 0.15 * line, y)
      context.quadraticCurveTo(x + length * 0.5, y - height * 0.3, x + length * (0.95 - 0.1 * line), y)
      context.stroke()
    }
  }
}
