import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { createRandom, hash32 } from '../../dsp/random.js'
import { drawableText, fitText, font } from '../typography/fonts.js'
import type { MotifResult } from './motif.js'
import { fade, finish, SIDE } from './paint.js'
import { type Palette, PALETTES } from './palettes.js'
import { type CoverDesign, type Lettering, MOTIFS, readStyle } from './style-reading.js'

/** What a cover is drawn from; the same shape as the cover artist port's request. */
export interface CoverRequest {
  readonly seed: number
  readonly title: string
  /** Style words: they choose palette and motif. */
  readonly tags: string
  /** Edge length of the square in pixels, 64 … 4096; default 1024. */
  readonly sizePx?: number
  /** Default `jpeg`. */
  readonly format?: 'jpeg' | 'png'
}

const JPEG_QUALITY = 90

/** A record cover. Same request, same bytes (as long as the machine's fonts are not needed for the title). */
export async function drawCover(request: CoverRequest): Promise<Uint8Array> {
  const random = createRandom(hash32(`${request.seed}\n${request.title}\n${request.tags}`))
  return drawDesign(readStyle(request.tags, request.title, random.fork('style')), request)
}

/** Draws a design already chosen. Exported for contact sheets. */
export async function drawDesign(design: CoverDesign, request: CoverRequest): Promise<Uint8Array> {
  const { seed, title, sizePx = 1024 } = request
  if (!(Number.isInteger(sizePx) && sizePx >= 64 && sizePx <= 4096)) {
    throw new RangeError(`sizePx must be a whole number from 64 to 4096, got ${sizePx}`)
  }
  const random = createRandom(hash32(`${seed}\n${title}`))
  const palette = PALETTES[design.palette]
  const canvas = createCanvas(sizePx, sizePx)
  const context = canvas.getContext('2d')
  // Text is shaped the same on every host, whatever its language.
  context.lang = 'en'
  context.scale(sizePx / SIDE, sizePx / SIDE)

  const art = MOTIFS[design.motif](context, palette, random.fork('art'))
  const { grain = 16, vignette = 0.35 } = art
  drawTitle(context, drawableText(title), design.lettering, palette, art)
  finish(context, sizePx, random.fork('grain'), { grain, vignette })
  return request.format === 'png' ? canvas.encode('png') : canvas.encode('jpeg', JPEG_QUALITY)
}

/** Space kept free at the edges, in units. */
const MARGIN = 64

function drawTitle(
  context: SKRSContext2D,
  title: string,
  lettering: Lettering,
  palette: Palette,
  { titlePlace: place, titleSpace = 340 }: MotifResult,
): void {
  const text = lettering.isUpperCase ? title.toUpperCase() : title
  if (text === '') return
  context.textBaseline = 'alphabetic'
  // One large line or two: whichever gives the larger letters in the space there is.
  const [oneLine, twoLines] = [1, 2].map((maxLines) =>
    fitText(context, text, {
      face: lettering.face,
      // Letter spacing comes on top of what is measured.
      widthPx: (SIDE - 2 * MARGIN) / (1 + lettering.tracking * 1.5),
      maxLines,
      maxSizePx: Math.min(
        lettering.tracking > 0.1 ? 108 : 96,
        (titleSpace - MARGIN - 16) / (maxLines * 1.16),
      ),
      minSizePx: 30,
    }),
  )
  const { lines, sizePx } = oneLine!.sizePx >= twoLines!.sizePx ? oneLine! : twoLines!
  const lineHeight = sizePx * 1.16
  const height = lines.length * lineHeight
  const top = place === 'top' ? MARGIN : SIDE - MARGIN - height
  const isGroundLight = brightnessOf(context, top, height) > 0.56
  const ink = isGroundLight ? palette.night : palette.light

  // A breath of the opposite tone under the letters, so that they read on a busy ground.
  const veil = context.createLinearGradient(
    0,
    place === 'top' ? 0 : SIDE,
    0,
    place === 'top' ? top + height + 110 : top - 110,
  )
  veil.addColorStop(0, fade(isGroundLight ? palette.light : palette.night, 0.5))
  veil.addColorStop(1, fade(isGroundLight ? palette.light : palette.night, 0))
  context.fillStyle = veil
  context.fillRect(0, 0, SIDE, SIDE)

  context.save()
  context.font = font(lettering.face, sizePx)
  context.letterSpacing = `${(lettering.tracking * sizePx).toFixed(2)}px`
  context.shadowColor = fade(isGroundLight ? palette.light : palette.night, 0.6)
  context.shadowBlur = sizePx * 0.22
  context.fillStyle = ink
  lines.forEach((line, i) => context.fillText(line, MARGIN, top + sizePx * 0.86 + i * lineHeight))
  context.restore()
}

/** Mean luminance of a band, 0 … 1. */
function brightnessOf(context: SKRSContext2D, top: number, height: number): number {
  const scale = context.canvas.width / SIDE
  const { data } = context.getImageData(
    Math.round(MARGIN * scale),
    Math.round(top * scale),
    Math.round((SIDE - 2 * MARGIN) * scale),
    Math.max(1, Math.round(height * scale)),
  )
  let sum = 0
  let count = 0
  for (let i = 0; i < data.length; i += 4 * 17) {
    sum += 0.2126 * data[i]! + 0.7152 * data[i + 1]! + 0.0722 * data[i + 2]!
    count++
  }
  return sum / count / 255
}
