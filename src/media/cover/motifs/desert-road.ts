import type { Motif } from '../motif.js'
import { disc, fade, fillSky, glow, mix, ridge, SIDE, traceBelow } from '../paint.js'

/** A straight road through a desert, poles along it, table mountains at the end. */
export const desertRoad: Motif = (context, palette, random) => {
  const horizon = 610
  fillSky(context, [palette.mid, palette.warm, palette.light], 0, horizon)
  const vanishX = random.range(400, 624)
  const sunX = vanishX + random.range(-200, 200)
  glow(context, sunX, horizon - 90, 470, palette.light, 0.8)
  context.fillStyle = palette.light
  disc(context, sunX, horizon - random.range(40, 130), random.range(70, 110))

  for (const [height, ink] of [
    [120, mix(palette.warm, palette.mid, 0.6)],
    [70, mix(palette.mid, palette.deep, 0.5)],
  ] as const) {
    // Flat tops: everything above a level is cut off.
    const heights = ridge(random, horizon - 10, height * 3, 0.5).map((y) =>
      Math.max(horizon - height, Math.min(horizon + 4, y)),
    )
    traceBelow(context, heights)
    context.fillStyle = ink
    context.fill()
  }
  fillSky(context, [mix(palette.warm, palette.mid, 0.7), palette.deep, palette.night], horizon, SIDE)
  for (let i = 0; i < 260; i++) {
    const near = random.next() ** 2
    const y = horizon + near * (SIDE - horizon)
    context.fillStyle = fade(random.chance(0.5) ? palette.night : palette.warm, random.range(0.15, 0.5))
    context.beginPath()
    context.ellipse(random.range(0, SIDE), y, 2 + near * 17, 1 + near * 5, 0, 0, 2 * Math.PI)
    context.fill()
  }
  drawRoad(context, palette, vanishX, horizon)
  drawPoles(context, palette, vanishX, horizon, random.chance(0.5) ? 1 : -1)
  return { titlePlace: 'top', grain: 22, vignette: 0.4 }
}

function drawRoad(
  context: Parameters<Motif>[0],
  palette: Parameters<Motif>[1],
  vanishX: number,
  horizon: number,
): void {
  const wedge = (left: number, right: number, colour: string) => {
    context.fillStyle = colour
    context.beginPath()
    context.moveTo(vanishX - 2, horizon)
    context.lineTo(vanishX + 2, horizon)
    context.lineTo(right, SIDE)
    context.lineTo(left, SIDE)
    context.closePath()
    context.fill()
  }
  wedge(512 - 390, 512 + 390, mix(palette.night, palette.deep, 0.35))
  wedge(512 - 372, 512 - 358, fade(palette.light, 0.75))
  wedge(512 + 358, 512 + 372, fade(palette.light, 0.75))
  context.fillStyle = palette.accent === '#2d6f8f' ? palette.light : mix(palette.accent, palette.light, 0.6)
  for (let dash = 0; dash < 10; dash++) {
    const from = ((dash + 0.1) / 10) ** 2.4
    const to = ((dash + 0.6) / 10) ** 2.4
    const at = (t: number, side: number) => {
      const middle = vanishX + (512 - vanishX) * t
      return [middle + side * (1 + 13 * t), horizon + (SIDE - horizon) * t] as const
    }
    context.beginPath()
    context.moveTo(...at(from, -1))
    context.lineTo(...at(from, 1))
    context.lineTo(...at(to, 1))
    context.lineTo(...at(to, -1))
    context.closePath()
    context.fill()
  }
}

function drawPoles(
  context: Parameters<Motif>[0],
  palette: Parameters<Motif>[1],
  vanishX: number,
  horizon: number,
  side: 1 | -1,
): void {
  context.strokeStyle = palette.night
  const tops: (readonly [x: number, y: number])[] = []
  for (let i = 0; i < 7; i++) {
    const near = 0.62 ** i
    const x = vanishX + side * (470 * near)
    const foot = horizon + 150 * near
    const height = 480 * near
    context.lineWidth = 1 + 11 * near
    context.beginPath()
    context.moveTo(x, foot)
    context.lineTo(x, foot - height)
    context.moveTo(x - 52 * near, foot - height * 0.9)
    context.lineTo(x + 52 * near, foot - height * 0.9)
    context.stroke()
    tops.push([x, foot - height * 0.93])
  }
  context.lineWidth = 1.6
  for (let i = 1; i < tops.length; i++) {
    const [x0, y0] = tops[i - 1]!
    const [x1, y1] = tops[i]!
    context.beginPath()
    context.moveTo(x0, y0)
    context.quadraticCurveTo((x0 + x1) / 2, Math.max(y0, y1) + 40 * 0.62 ** i, x1, y1)
    context.stroke()
  }
}
