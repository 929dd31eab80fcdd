import type { Motif } from '../motif.js'
import { disc, fade, fillSky, glow, mix, SIDE } from '../paint.js'

/** Piano keys that sweep out of the dark in a curve, a few of them alight. */
export const keys: Motif = (context, palette, random) => {
  fillSky(context, [palette.night, mix(palette.night, palette.deep, 0.8), palette.deep])
  const lampX = random.range(240, 784)
  glow(context, lampX, 120, 720, palette.warm, 0.5)
  for (let i = 0; i < 46; i++) {
    context.fillStyle = fade(palette.light, random.range(0.03, 0.16))
    disc(context, random.range(0, SIDE), random.range(0, 560), random.range(3, 26))
  }
  // The keyboard lies on a ring around a centre below the picture.
  const centreX = SIDE / 2 + random.range(-260, 260)
  const centreY = 1560
  const outer = 1010
  const inner = 560
  const count = 26
  const span = 1.5
  const edge = (index: number) => -Math.PI / 2 - span / 2 + (span * index) / count
  const wedge = (from: number, to: number, far: number, near: number) => {
    context.beginPath()
    context.arc(centreX, centreY, far, from, to)
    context.arc(centreX, centreY, near, to, from, true)
    context.closePath()
  }
  const alight = new Set(Array.from({ length: 4 }, () => 5 + random.int(count - 10)))
  for (let i = 0; i < count; i++) {
    const light = context.createRadialGradient(centreX, centreY, inner, centreX, centreY, outer)
    const ivory = alight.has(i) ? mix(palette.accent, palette.light, 0.3) : palette.light
    light.addColorStop(0, ivory)
    light.addColorStop(0.75, mix(ivory, palette.warm, 0.25))
    light.addColorStop(1, mix(ivory, palette.deep, 0.75))
    context.fillStyle = light
    wedge(edge(i) + 0.0015, edge(i + 1) - 0.0015, outer, inner)
    context.fill()
    if (!alight.has(i)) continue
    const middle = (edge(i) + edge(i + 1)) / 2
    glow(
      context,
      centreX + Math.cos(middle) * 800,
      centreY + Math.sin(middle) * 800,
      260,
      palette.accent,
      0.8,
    )
  }
  for (let i = 0; i < count; i++) {
    if (![0, 1, 3, 4, 5].includes(i % 7)) continue
    context.save()
    context.shadowColor = 'rgba(0, 0, 0, 0.55)'
    context.shadowBlur = 14
    context.shadowOffsetX = 6
    context.shadowOffsetY = 6
    const width = (span / count) * 0.3
    const black = context.createRadialGradient(centreX, centreY, inner, centreX, centreY, outer)
    black.addColorStop(0.3, mix(palette.night, palette.mid, 0.3))
    black.addColorStop(0.42, palette.night)
    black.addColorStop(1, '#000000')
    context.fillStyle = black
    wedge(edge(i + 1) - width, edge(i + 1) + width, outer, inner + 170)
    context.fill()
    context.restore()
  }
  context.strokeStyle = fade(palette.accent, 0.9)
  context.lineWidth = 10
  context.beginPath()
  context.arc(centreX, centreY, outer + 4, -Math.PI, 0)
  context.stroke()
  return { titlePlace: 'top', vignette: 0.5 }
}
