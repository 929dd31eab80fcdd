import type { Motif } from '../motif.js'
import { fade, mix, SIDE } from '../paint.js'

/** Stacked traces of a signal, each hiding the one behind it; some slip sideways as in a broken transmission. */
export const pulseLines: Motif = (context, palette, random) => {
  context.fillStyle = palette.night
  context.fillRect(0, 0, SIDE, SIDE)
  const rows = 46
  const left = 150
  const right = SIDE - 150
  const centres = Array.from(
    { length: 3 },
    () => [random.range(-0.35, 0.35), random.range(0.03, 0.11), random.range(0.5, 1)] as const,
  )
  for (let row = 0; row < rows; row++) {
    const baseY = 220 + row * 14.5
    const drift = Math.sin(row * 0.23 + centres[0]![0] * 9) * 0.09
    const jitter = Array.from(
      { length: 9 },
      () => [random.range(8, 60), random.range(0, 6.3), random.next()] as const,
    )
    context.beginPath()
    context.moveTo(left, baseY)
    for (let x = left; x <= right; x += 3) {
      const u = (x - SIDE / 2) / (right - left)
      let envelope = 0
      for (const [centre, width, height] of centres) {
        envelope += height * Math.exp(-(((u - centre * 0.6 - drift) / width) ** 2) / 2)
      }
      envelope *= Math.exp(-((u / 0.27) ** 4))
      let wave = 0
      for (const [frequency, phase, weight] of jitter)
        wave += weight * Math.abs(Math.sin(frequency * u + phase))
      context.lineTo(x, baseY - envelope * wave * 19 - Math.abs(Math.sin(u * 220 + row)) * 1.4)
    }
    context.lineTo(right, baseY)
    context.fillStyle = palette.night
    context.fill()
    context.strokeStyle = mix(palette.accent, palette.warm, row / rows)
    context.lineWidth = 2.6
    context.stroke()
  }
  slip(context, palette, random)
  return { titlePlace: 'bottom', grain: 14, vignette: 0.2 }
}

/** Bands of the picture moved sideways, their edges tinted. */
function slip(...[context, palette, random]: Parameters<Motif>): void {
  const pixelsPerUnit = context.canvas.width / SIDE
  const bands = 7 + random.int(6)
  for (let i = 0; i < bands; i++) {
    const y = random.range(190, 880)
    const height = random.range(5, 34)
    const shift = random.range(-90, 90)
    context.drawImage(
      context.canvas,
      0,
      y * pixelsPerUnit,
      SIDE * pixelsPerUnit,
      height * pixelsPerUnit,
      shift,
      y,
      SIDE,
      height,
    )
    context.save()
    context.globalCompositeOperation = 'screen'
    context.fillStyle = fade(random.chance(0.5) ? palette.accent : palette.warm, 0.14)
    context.fillRect(0, y, SIDE, height)
    context.restore()
  }
}
