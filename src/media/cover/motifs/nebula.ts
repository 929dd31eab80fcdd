import type { Motif } from '../motif.js'
import { disc, drawStars, fade, fillSky, glow, mix, paintClouds, SIDE } from '../paint.js'

type Context = Parameters<Motif>[0]

/** Clouds of gas among stars, with a planet in half shadow. */
export const nebula: Motif = (context, palette, random) => {
  fillSky(context, [palette.night, mix(palette.night, palette.deep, 0.7), palette.night])
  const inks = [palette.mid, palette.warm, palette.accent, palette.deep, palette.mid]
  // Clouds along a bent band, so that the picture has a direction.
  const tilt = random.range(-0.7, 0.7)
  const bend = random.range(-260, 260)
  for (let i = 0; i < 150; i++) {
    const along = random.range(-1, 1)
    const x = SIDE / 2 + along * 620
    const y = SIDE / 2 + along * tilt * 460 + (1 - along * along) * bend * 0.6 + random.gaussian() * 110
    glow(context, x, y, random.range(60, 260), random.pick(inks), random.range(0.05, 0.2))
  }
  for (const [ink, opacity] of [
    [palette.mid, 0.5],
    [palette.warm, 0.34],
    [palette.night, 0.55],
  ] as const) {
    paintClouds(context, random, {
      top: -60,
      bottom: SIDE + 60,
      colour: ink,
      opacity,
      clear: 0.5,
      width: 420,
      height: 300,
    })
  }
  drawStars(context, random, 650, SIDE, palette.light)
  for (let i = 0; i < 5; i++)
    drawFlare(context, random.range(60, 964), random.range(60, 964), random.range(14, 40), palette.light)

  const radius = random.range(120, 210)
  const x = random.range(260, 764)
  const y = random.range(380, 660)
  glow(context, x, y, radius * 1.7, palette.warm, 0.35)
  context.save()
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.clip()
  const body = context.createLinearGradient(x - radius, y - radius, x + radius, y + radius)
  body.addColorStop(0, palette.light)
  body.addColorStop(0.35, palette.warm)
  body.addColorStop(0.75, palette.mid)
  body.addColorStop(1, palette.night)
  context.fillStyle = body
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius)
  for (let i = 0; i < 16; i++) {
    context.fillStyle = fade(random.pick([palette.light, palette.mid, palette.deep]), 0.16)
    context.beginPath()
    context.ellipse(
      x,
      y - radius + (i / 15) * 2 * radius,
      radius * 1.2,
      random.range(3, 16),
      -0.12,
      0,
      2 * Math.PI,
    )
    context.fill()
  }
  context.fillStyle = fade(palette.night, 0.78)
  context.beginPath()
  context.arc(x, y, radius * 1.05, 0, 2 * Math.PI)
  context.arc(x - radius * 0.42, y - radius * 0.36, radius * 1.12, 0, 2 * Math.PI, true)
  context.fill('evenodd')
  context.restore()
  if (random.chance(0.6)) drawRing(context, x, y, radius, palette.light)
  return { titlePlace: y > 500 ? 'top' : 'bottom', grain: 12 }
}

function drawFlare(context: Context, x: number, y: number, reach: number, colour: string): void {
  glow(context, x, y, reach * 1.6, colour, 0.7)
  context.fillStyle = fade(colour, 0.9)
  disc(context, x, y, 2.4)
  context.strokeStyle = fade(colour, 0.55)
  context.lineWidth = 1.2
  context.beginPath()
  context.moveTo(x - reach, y)
  context.lineTo(x + reach, y)
  context.moveTo(x, y - reach)
  context.lineTo(x, y + reach)
  context.stroke()
}

/** A flat ring around the planet, hidden where it passes behind. */
function drawRing(context: Context, x: number, y: number, radius: number, colour: string): void {
  context.save()
  context.translate(x, y)
  context.rotate(-0.32)
  context.beginPath()
  context.rect(-SIDE * 2, -SIDE * 2, SIDE * 4, SIDE * 4)
  context.arc(0, 0, radius, Math.PI, 2 * Math.PI)
  context.closePath()
  context.clip('evenodd')
  for (let i = 0; i < 9; i++) {
    context.strokeStyle = fade(colour, i === 4 ? 0.12 : 0.62 - i * 0.05)
    context.lineWidth = radius * 0.04
    context.beginPath()
    context.ellipse(0, 0, radius * (1.42 + i * 0.052), radius * (0.36 + i * 0.014), 0, 0, 2 * Math.PI)
    context.stroke()
  }
  context.restore()
}
