import { type Canvas, createCanvas, type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import { drawableText, fitText, font } from '../typography/fonts.js'
import type { Rgb } from './karaoke.js'

export const VIDEO_WIDTH = 1280
export const VIDEO_HEIGHT = 720
/** The spectrum moves in a strip along the lower edge. */
export const STRIP_TOP = 560
export const STRIP_HEIGHT = VIDEO_HEIGHT - STRIP_TOP
/** Bars of the spectrum, each as wide as the other and with a gap around it. */
export const BAR_COUNT = 64
const BAR_PITCH = VIDEO_WIDTH / BAR_COUNT
const BAR_GAP = 6

/** Column right of the cover: title, author, lyrics. */
export const COLUMN_LEFT = 576
export const COLUMN_WIDTH = 632

const COVER = { left: 72, top: 72, size: 432 }

/** All of a music video that does not move. */
export interface Backdrop {
  /** 1280×720. */
  readonly png: Uint8Array
  /** The strip along the lower edge with all bars of the spectrum at full height. */
  readonly litStripPng: Uint8Array
  /** A bright colour of the cover, for what does move. */
  readonly accent: Rgb
  /** Below title and author. */
  readonly lyricsTopPx: number
}

export interface BackdropRequest {
  readonly coverJpeg: Uint8Array
  readonly title: string
  readonly author?: string
  readonly domainName?: string
  /** Without lyrics the title stands in the middle of the column. */
  readonly hasLyrics: boolean
}

/** Blurred and darkened cover behind the cover itself, with title, author and watermark. */
export async function drawBackdrop(request: BackdropRequest): Promise<Backdrop> {
  const cover = await loadImage(Buffer.from(request.coverJpeg))
  const canvas = createCanvas(VIDEO_WIDTH, VIDEO_HEIGHT)
  const context = canvas.getContext('2d')
  drawBlurred(context, cover)
  drawCoverArt(context, cover)
  const lyricsTopPx = drawTexts(context, request)
  const accent = accentOf(cover)
  return {
    png: canvas.toBuffer('image/png'),
    litStripPng: drawLitStrip(canvas, accent),
    accent,
    lyricsTopPx,
  }
}

function drawLitStrip(backdrop: Canvas, accent: Rgb): Buffer {
  const canvas = createCanvas(VIDEO_WIDTH, STRIP_HEIGHT)
  const context = canvas.getContext('2d')
  context.drawImage(backdrop, 0, STRIP_TOP, VIDEO_WIDTH, STRIP_HEIGHT, 0, 0, VIDEO_WIDTH, STRIP_HEIGHT)
  const [red, green, blue] = accent.map(Math.round)
  const light = context.createLinearGradient(0, 0, 0, STRIP_HEIGHT)
  light.addColorStop(0, `rgba(255, 255, 255, 0.95)`)
  light.addColorStop(0.45, `rgba(${red}, ${green}, ${blue}, 0.95)`)
  light.addColorStop(1, `rgba(${red}, ${green}, ${blue}, 0.5)`)
  context.fillStyle = light
  for (let bar = 0; bar < BAR_COUNT; bar++) {
    context.fillRect(bar * BAR_PITCH + BAR_GAP / 2, 0, BAR_PITCH - BAR_GAP, STRIP_HEIGHT)
  }
  return canvas.toBuffer('image/png')
}

function drawBlurred(context: SKRSContext2D, cover: Image): void {
  context.save()
  context.filter = 'blur(36px) saturate(1.25)'
  const margin = 80
  const size = VIDEO_WIDTH + 2 * margin
  context.drawImage(cover, -margin, (VIDEO_HEIGHT - size) / 2, size, size)
  context.restore()

  const shade = context.createLinearGradient(0, 0, 0, VIDEO_HEIGHT)
  shade.addColorStop(0, 'rgba(8, 8, 14, 0.58)')
  shade.addColorStop(0.7, 'rgba(8, 8, 14, 0.66)')
  shade.addColorStop(1, 'rgba(8, 8, 14, 0.86)')
  context.fillStyle = shade
  context.fillRect(0, 0, VIDEO_WIDTH, VIDEO_HEIGHT)

  // Darker still behind the words.
  const column = context.createLinearGradient(COLUMN_LEFT - 120, 0, COLUMN_LEFT + 160, 0)
  column.addColorStop(0, 'rgba(8, 8, 14, 0)')
  column.addColorStop(1, 'rgba(8, 8, 14, 0.3)')
  context.fillStyle = column
  context.fillRect(0, 0, VIDEO_WIDTH, VIDEO_HEIGHT)
}

function drawCoverArt(context: SKRSContext2D, cover: Image): void {
  const { left, top, size } = COVER
  context.save()
  context.shadowColor = 'rgba(0, 0, 0, 0.6)'
  context.shadowBlur = 48
  context.shadowOffsetY = 18
  context.fillStyle = '#000'
  context.beginPath()
  context.roundRect(left, top, size, size, 14)
  context.fill()
  context.restore()

  context.save()
  context.beginPath()
  context.roundRect(left, top, size, size, 14)
  context.clip()
  context.drawImage(cover, left, top, size, size)
  context.restore()
}

/** Returns where the lyrics begin. */
function drawTexts(
  context: SKRSContext2D,
  { title, author, domainName, hasLyrics }: BackdropRequest,
): number {
  const titleText = drawableText(title)
  const fitted = fitText(context, titleText, {
    face: 'sans-bold',
    widthPx: COLUMN_WIDTH,
    maxLines: 2,
    maxSizePx: hasLyrics ? 46 : 60,
    minSizePx: 26,
  })
  const titleHeight = titleText === '' ? 0 : fitted.lines.length * fitted.sizePx * 1.18
  const authorText = drawableText(author ?? '')
  const authorHeight = authorText === '' ? 0 : 44
  const middle = COVER.top + COVER.size / 2
  let y = hasLyrics ? COVER.top : middle - (titleHeight + authorHeight) / 2

  context.textBaseline = 'top'
  context.fillStyle = '#fff'
  if (titleText !== '') {
    context.font = font('sans-bold', fitted.sizePx)
    for (const line of fitted.lines) {
      context.fillText(line, COLUMN_LEFT, y)
      y += fitted.sizePx * 1.18
    }
  }
  if (authorText !== '') {
    const line = fitText(context, authorText, {
      face: 'sans',
      widthPx: COLUMN_WIDTH,
      maxLines: 1,
      maxSizePx: 26,
      minSizePx: 18,
    })
    context.font = font('sans', line.sizePx)
    context.fillStyle = 'rgba(255, 255, 255, 0.72)'
    context.fillText(line.lines[0]!, COLUMN_LEFT, y + 8)
    y += authorHeight
  }
  drawWatermark(context, drawableText(domainName ?? ''))
  return y + 52
}

function drawWatermark(context: SKRSContext2D, text: string): void {
  if (text === '') return
  const { lines, sizePx } = fitText(context, text, {
    face: 'sans',
    widthPx: 520,
    maxLines: 1,
    maxSizePx: 19,
    minSizePx: 14,
  })
  context.save()
  context.font = font('sans', sizePx)
  context.textAlign = 'right'
  context.fillStyle = 'rgba(255, 255, 255, 0.55)'
  context.fillText(lines[0]!, VIDEO_WIDTH - 28, 24)
  context.restore()
}

/** The cover's most frequent strong hue, as a light colour that reads on the dark backdrop. */
function accentOf(cover: Image): Rgb {
  const size = 32
  const canvas = createCanvas(size, size)
  const context = canvas.getContext('2d')
  context.drawImage(cover, 0, 0, size, size)
  const { data } = context.getImageData(0, 0, size, size)
  const bins = Array.from({ length: 24 }, () => 0)
  for (let i = 0; i < data.length; i += 4) {
    const [hue, strength] = hueOf(data[i]!, data[i + 1]!, data[i + 2]!)
    bins[Math.min(23, Math.floor(hue * 24))]! += strength
  }
  const strongest = bins.indexOf(Math.max(...bins))
  return lightColour((strongest + 0.5) / 24, bins[strongest]! > 0.5 ? 1 : 0)
}

/** Hue 0 … 1 and how much it shows, 0 … 1. */
function hueOf(red: number, green: number, blue: number): [hue: number, strength: number] {
  const max = Math.max(red, green, blue)
  const chroma = max - Math.min(red, green, blue)
  if (chroma === 0) return [0, 0]
  const sixths =
    max === red
      ? ((green - blue) / chroma + 6) % 6
      : max === green
        ? (blue - red) / chroma + 2
        : (red - green) / chroma + 4
  return [sixths / 6, ((chroma / 255) * max) / 255]
}

/** A hue as light as it must be to read on the dark backdrop: luminance at least 0.62. */
function lightColour(hue: number, saturation: number): Rgb {
  const pure = [0, 2 / 3, 1 / 3].map((shift) => {
    const distance = Math.abs((((hue + shift) * 6) % 6) - 3) - 1
    return Math.min(1, Math.max(0, distance))
  })
  const luminance = 0.2126 * pure[0]! + 0.7152 * pure[1]! + 0.0722 * pure[2]!
  const white = Math.max(0.3, (0.62 - luminance) / (1 - luminance), 1 - saturation)
  const [red, green, blue] = pure.map((value) => 255 * (value + (1 - value) * white))
  return [red!, green!, blue!]
}
