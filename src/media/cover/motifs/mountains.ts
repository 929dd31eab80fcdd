import type { Motif } from '../motif.js'
import { disc, fade, fillSky, glow, mix, paintClouds, ridge, traceBelow } from '../paint.js'

/** Ranges of hills one behind the other, each paler with distance, under a low sun. */
export const mountains: Motif = (context, palette, random) => {
  fillSky(context, [palette.deep, palette.mid, palette.warm, palette.light], 0, 720)
  const sunX = random.range(260, 764)
  const sunY = random.range(400, 500)
  const sunRadius = random.range(78, 130)
  glow(context, sunX, sunY, 520, palette.light, 0.7)
  context.fillStyle = palette.light
  disc(context, sunX, sunY, sunRadius)
  paintClouds(context, random, {
    top: 60,
    bottom: 620,
    colour: palette.light,
    opacity: 0.5,
    clear: 0.5,
    width: 620,
    height: 120,
  })

  const count = 6
  for (let layer = 0; layer < count; layer++) {
    const near = layer / (count - 1)
    const heights = ridge(random, 520 + near * 360, 250 - near * 60, 0.46 + 0.08 * random.next())
    const far = mix(palette.warm, palette.mid, 0.45)
    const colour = mix(mix(far, palette.deep, Math.min(1, near * 1.5)), palette.night, near * near)
    traceBelow(context, heights)
    context.fillStyle = colour
    context.fill()
    // Mist lies in the valleys in front of each range.
    const mist = context.createLinearGradient(0, 560 + near * 340, 0, 760 + near * 340)
    mist.addColorStop(0, fade(palette.warm, 0))
    mist.addColorStop(1, fade(palette.warm, 0.34 * (1 - near)))
    context.fillStyle = mist
    context.fill()
  }
  drawBirds(context, palette, random, sunX, sunY)
  return { titlePlace: 'top' }
}

function drawBirds(
  context: Parameters<Motif>[0],
  palette: Parameters<Motif>[1],
  random: Parameters<Motif>[2],
  sunX: number,
  sunY: number,
): void {
  context.strokeStyle = palette.night
  context.lineWidth = 3
  context.lineCap = 'round'
  const flock = 3 + random.int(5)
  for (let i = 0; i < flock; i++) {
    const x = sunX + random.range(-210, 210)
    const y = sunY - random.range(20, 170)
    const span = random.range(9, 19)
    context.beginPath()
    context.moveTo(x - span, y - span * 0.35)
    context.quadraticCurveTo(x - span * 0.4, y - span * 0.5, x, y)
    context.quadraticCurveTo(x + span * 0.4, y - span * 0.5, x + span, y - span * 0.35)
    context.stroke()
  }
}
