import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from '../../dsp/random.js'

/** Pictures are laid out on a square of this many units, whatever size they are drawn at. */
export const SIDE = 1024

/** `#rrggbb` with an opacity of 0 … 1. */
export function fade(colour: string, opacity: number): string {
  const [red, green, blue] = channels(colour)
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`
}

/** A colour between two; 0 is the first, 1 the second. */
export function mix(from: string, to: string, amount: number): string {
  const a = channels(from)
  const b = channels(to)
  return `#${a.map((value, i) => hex(value + (b[i]! - value) * amount)).join('')}`
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
}

function hex(value: number): string {
  return Math.round(Math.max(0, Math.min(255, value)))
    .toString(16)
    .padStart(2, '0')
}

/** Fills a horizontal band with a vertical run of colours, evenly spaced. */
export function fillSky(context: SKRSContext2D, colours: readonly string[], top = 0, bottom = SIDE): void {
  const gradient = context.createLinearGradient(0, top, 0, bottom)
  colours.forEach((colour, i) => gradient.addColorStop(i / (colours.length - 1), colour))
  context.fillStyle = gradient
  context.fillRect(0, top, SIDE, bottom - top)
}

/** Light around a point that adds to what is there. */
export function glow(
  context: SKRSContext2D,
  x: number,
  y: number,
  radius: number,
  colour: string,
  strength: number,
): void {
  const gradient = context.createRadialGradient(x, y, 0, x, y, radius)
  gradient.addColorStop(0, fade(colour, strength))
  gradient.addColorStop(0.3, fade(colour, strength * 0.45))
  gradient.addColorStop(1, fade(colour, 0))
  context.save()
  context.globalCompositeOperation = 'screen'
  context.fillStyle = gradient
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius)
  context.restore()
}

export function disc(context: SKRSContext2D, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
}

/** Stars over the upper part of the picture: many faint ones, few bright ones with a halo. */
export function drawStars(
  context: SKRSContext2D,
  random: Random,
  count: number,
  bottom: number,
  colour: string,
): void {
  for (let i = 0; i < count; i++) {
    const brightness = random.next() ** 3
    const x = random.range(0, SIDE)
    const y = random.range(0, bottom)
    context.fillStyle = fade(colour, 0.2 + 0.75 * brightness * (1 - (0.6 * y) / bottom))
    disc(context, x, y, 0.6 + 1.7 * brightness)
    if (brightness > 0.8) glow(context, x, y, 16, colour, 0.4)
  }
}

/**
 * Heights of a natural outline at every second unit from left to right: midpoint displacement. `roughness` 0.3 (rolling)
 * … 0.7 (jagged).
 */
export function ridge(random: Random, baseY: number, amplitude: number, roughness: number): number[] {
  const count = 512
  const heights = new Array<number>(count + 1).fill(0)
  heights[0] = random.range(-0.5, 0.5) * amplitude
  heights[count] = random.range(-0.5, 0.5) * amplitude
  let spread = amplitude
  for (let step = count; step > 1; step /= 2) {
    for (let i = step / 2; i < count; i += step) {
      const middle = (heights[i - step / 2]! + heights[i + step / 2]!) / 2
      heights[i] = middle + random.range(-0.5, 0.5) * spread
    }
    spread *= roughness
  }
  return heights.map((height) => baseY + height)
}

/** Traces an outline from `ridge` and closes it along the bottom of the picture. */
export function traceBelow(context: SKRSContext2D, heights: readonly number[]): void {
  context.beginPath()
  context.moveTo(-4, SIDE + 4)
  heights.forEach((y, i) => context.lineTo((i * SIDE) / (heights.length - 1), y))
  context.lineTo(SIDE + 4, SIDE + 4)
  context.closePath()
}

/** A closed, smooth, irregular shape around a point: scissors, ink, pebbles. */
export function traceBlob(
  context: SKRSContext2D,
  random: Random,
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  points = 7,
  wildness = 0.35,
): void {
  const turn = random.range(0, Math.PI)
  const corners = Array.from({ length: points }, (_, i) => {
    const angle = (2 * Math.PI * i) / points
    const reach = 1 + random.range(-wildness, wildness)
    const localX = Math.cos(angle) * radiusX * reach
    const localY = Math.sin(angle) * radiusY * reach
    return [
      x + localX * Math.cos(turn) - localY * Math.sin(turn),
      y + localX * Math.sin(turn) + localY * Math.cos(turn),
    ] as const
  })
  const between = (a: readonly [number, number], b: readonly [number, number]) =>
    [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const
  context.beginPath()
  context.moveTo(...between(corners.at(-1)!, corners[0]!))
  corners.forEach((corner, i) => {
    context.quadraticCurveTo(...corner, ...between(corner, corners[(i + 1) % points]!))
  })
  context.closePath()
}

export interface Clouds {
  readonly top: number
  readonly bottom: number
  readonly colour: string
  /** 0 … 1. */
  readonly opacity: number
  /** Share of the sky left clear, 0 … 1. */
  readonly clear: number
  /** Size of the largest billows in units, across and down. */
  readonly width: number
  readonly height: number
}

/** Clouds, smoke or gas: five octaves of smooth noise as the opacity of one colour, softer towards both edges. */
export function paintClouds(context: SKRSContext2D, random: Random, clouds: Clouds): void {
  const columns = 200
  const rows = Math.max(8, Math.round((columns * (clouds.bottom - clouds.top)) / SIDE))
  const canvas = createCanvas(columns, rows)
  const target = canvas.getContext('2d')
  const image = target.createImageData(columns, rows)
  const [red, green, blue] = channels(clouds.colour)
  const noise = createNoise(random)
  const unit = SIDE / columns
  for (let row = 0; row < rows; row++) {
    const edge = Math.sin((Math.PI * (row + 0.5)) / rows) ** 0.6
    for (let column = 0; column < columns; column++) {
      let value = 0
      let weight = 0.5
      let x = (column * unit) / clouds.width
      let y = (row * unit) / clouds.height
      for (let octave = 0; octave < 5; octave++) {
        value += weight * noise(x, y)
        weight /= 2
        x = x * 2.03 + 17.1
        y = y * 2.03 + 31.7
      }
      const density = Math.max(0, value - clouds.clear) / (1 - clouds.clear)
      const i = 4 * (row * columns + column)
      image.data[i] = red!
      image.data[i + 1] = green!
      image.data[i + 2] = blue!
      image.data[i + 3] = 255 * Math.min(1, density * 2.2) * clouds.opacity * edge
    }
  }
  target.putImageData(image, 0, 0)
  context.drawImage(canvas, 0, clouds.top, SIDE, clouds.bottom - clouds.top)
}

/** Value noise over the plane, 0 … 1, smooth between whole coordinates. */
function createNoise(random: Random): (x: number, y: number) => number {
  const table = Float32Array.from({ length: 64 * 64 }, () => random.next())
  const at = (x: number, y: number) => table[(y & 63) * 64 + (x & 63)]!
  return (x, y) => {
    const column = Math.floor(x)
    const row = Math.floor(y)
    const u = (x - column) ** 2 * (3 - 2 * (x - column))
    const v = (y - row) ** 2 * (3 - 2 * (y - row))
    const above = at(column, row) + u * (at(column + 1, row) - at(column, row))
    const below = at(column, row + 1) + u * (at(column + 1, row + 1) - at(column, row + 1))
    return above + v * (below - above)
  }
}

/** Film grain and a soft shade towards the corners: what makes flat colour look printed or photographed. */
export function finish(
  context: SKRSContext2D,
  sizePx: number,
  random: Random,
  { grain, vignette }: { readonly grain: number; readonly vignette: number },
): void {
  if (vignette > 0) {
    const shade = context.createRadialGradient(
      SIDE / 2,
      SIDE / 2,
      SIDE * 0.42,
      SIDE / 2,
      SIDE / 2,
      SIDE * 0.78,
    )
    shade.addColorStop(0, 'rgba(0, 0, 0, 0)')
    shade.addColorStop(1, `rgba(0, 0, 0, ${vignette})`)
    context.fillStyle = shade
    context.fillRect(0, 0, SIDE, SIDE)
  }
  const image = context.getImageData(0, 0, sizePx, sizePx)
  const { data } = image
  // A generator of its own, inlined: a million calls through `Random` would take longer than the whole picture.
  let state = 1 + random.int(0x7ffffffe)
  for (let i = 0; i < data.length; i += 4) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const noise = (state & 0xff) + ((state >> 8) & 0xff) - 255
    const amount = (noise * grain) / 255
    data[i] = data[i]! + amount
    data[i + 1] = data[i + 1]! + amount
    data[i + 2] = data[i + 2]! + amount
  }
  context.putImageData(image, 0, 0)
}
