import type { Motif } from '../motif.js'
import { disc, fade, mix, SIDE } from '../paint.js'

/** Wide strokes of a dry brush over one another on canvas. */
export const brush: Motif = (context, palette, random) => {
  const light = random.chance(0.6)
  context.fillStyle = light ? palette.light : palette.night
  context.fillRect(0, 0, SIDE, SIDE)
  const inks = light
    ? [palette.warm, palette.mid, palette.accent, palette.deep, palette.warm]
    : [palette.mid, palette.warm, palette.accent, palette.light, palette.mid]
  const strokes = 12 + random.int(5)
  const lean = random.range(-0.5, 0.5)
  for (let i = 0; i < strokes; i++) {
    const ink = inks[i % inks.length]!
    drawStroke(context, random, {
      x: random.range(120, 900),
      y: 250 + (560 * i) / strokes + random.range(-80, 80),
      length: random.range(560, 1250),
      width: random.range(90, 260) * (1 - (0.5 * i) / strokes),
      angle: lean + random.range(-0.3, 0.3),
      ink,
    })
  }
  context.fillStyle = palette.accent
  disc(context, random.range(250, 774), random.range(250, 500), random.range(46, 84))
  for (let i = 0; i < 60; i++) {
    context.fillStyle = fade(random.pick(inks), random.range(0.4, 0.9))
    disc(context, random.range(60, 964), random.range(120, 900), random.next() ** 3 * 12 + 1)
  }
  return { titlePlace: random.pick(['top', 'bottom']), grain: 24, vignette: 0.15 }
}

function drawStroke(
  context: Parameters<Motif>[0],
  random: Parameters<Motif>[2],
  stroke: {
    readonly x: number
    readonly y: number
    readonly length: number
    readonly width: number
    readonly angle: number
    readonly ink: string
  },
): void {
  const { x, y, length, width, angle, ink } = stroke
  const bend = random.range(-0.25, 0.25) * length
  context.save()
  context.translate(x, y)
  context.rotate(angle)
  context.lineCap = 'butt'
  // Each bristle leaves its own line; some run dry before the end.
  const bristles = Math.round(width * 1.5)
  for (let i = 0; i < bristles; i++) {
    const across = (i / bristles - 0.5) * width
    const start = -length / 2 + random.range(-0.05, 0.05) * length
    const end = length / 2 - (random.chance(0.4) ? random.next() ** 2 * 0.6 : random.next() * 0.06) * length
    context.strokeStyle = fade(
      mix(ink, random.chance(0.5) ? '#ffffff' : '#000000', random.next() * 0.16),
      random.range(0.55, 0.95),
    )
    context.lineWidth = random.range(0.8, 3.2)
    context.beginPath()
    context.moveTo(start, across)
    context.quadraticCurveTo(0, across + bend, end, across * random.range(0.92, 1.08))
    context.stroke()
  }
  context.restore()
}
