import type { Motif } from '../motif.js'
import { drawStars, fade, fillSky, glow, mix, ridge, SIDE, traceBelow } from '../paint.js'

/** A glowing grid that runs to the horizon under a striped sun. */
export const neonGrid: Motif = (context, palette, random) => {
  const horizon = 660
  fillSky(context, [palette.night, palette.deep, palette.mid, palette.warm], 0, horizon)
  drawStars(context, random, 200, 520, palette.light)

  const sunX = SIDE / 2
  const sunY = random.range(430, 490)
  const radius = random.range(190, 235)
  glow(context, sunX, sunY, radius * 2.2, palette.warm, 0.75)
  context.save()
  context.beginPath()
  // Gaps grow towards the horizon.
  for (let y = sunY - radius, band = 0; y < sunY + radius; band++) {
    const gap = Math.max(0, (y - sunY + radius * 0.15) * 0.085)
    const height = y < sunY - radius * 0.1 ? radius * 0.9 : 26
    context.rect(0, y + gap, SIDE, height - gap)
    y += height
  }
  context.clip()
  const light = context.createLinearGradient(0, sunY - radius, 0, sunY + radius)
  light.addColorStop(0, palette.light)
  light.addColorStop(0.55, palette.warm)
  light.addColorStop(1, mix(palette.warm, palette.mid, 0.7))
  context.fillStyle = light
  context.beginPath()
  context.arc(sunX, sunY, radius, 0, 2 * Math.PI)
  context.fill()
  context.restore()

  traceBelow(context, ridge(random, horizon - 40, 190, 0.55))
  context.fillStyle = palette.deep
  context.fill()
  context.strokeStyle = fade(palette.accent, 0.8)
  context.lineWidth = 2.5
  context.stroke()

  fillSky(context, [palette.deep, palette.night], horizon, SIDE)
  for (const [width, opacity] of [
    [7, 0.18],
    [2.2, 0.95],
  ] as const) {
    context.strokeStyle = fade(palette.accent, opacity)
    context.lineWidth = width
    context.beginPath()
    for (let i = -22; i <= 22; i++) {
      context.moveTo(SIDE / 2 + i * 26, horizon)
      context.lineTo(SIDE / 2 + i * 190, SIDE)
    }
    for (let row = 0; row < 13; row++) {
      const y = horizon + (SIDE - horizon) * (row / 12) ** 2.2
      context.moveTo(0, y)
      context.lineTo(SIDE, y)
    }
    context.stroke()
  }
  glow(context, SIDE / 2, horizon, 560, palette.warm, 0.4)
  return { titlePlace: 'top', grain: 14 }
}
