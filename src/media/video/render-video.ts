import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { drawableText, font, fontFolder } from '../typography/fonts.js'
import {
  BAR_COUNT,
  COLUMN_LEFT,
  COLUMN_WIDTH,
  drawBackdrop,
  STRIP_HEIGHT,
  STRIP_TOP,
  VIDEO_WIDTH,
} from './backdrop.js'
import { type BreakWords, createKaraoke, type KaraokeLine, type KaraokeWord } from './karaoke.js'
import { runFfmpeg } from './run-ffmpeg.js'

/** What a music video is made of; the same shape as the video port's request. */
export interface MusicVideo {
  /** The track's finished MP3, made by us. */
  readonly audioPath: string
  readonly durationSeconds: number
  readonly coverJpeg: Uint8Array
  readonly title: string
  readonly author?: string
  /** Watermark. */
  readonly domainName?: string
  readonly lines: readonly KaraokeLine[]
}

const FRAMES_A_SECOND = 25

/**
 * Writes a 1280×720 MP4 (H.264 + AAC, index first, so that it plays while it loads): cover, title, author and watermark
 * on the blurred cover, the lyric line being sung with its words filled in time, and a moving spectrum. Exactly as long
 * as the song, to a frame. On failure (FfmpegError) or abort nothing is left at `outputPath`.
 */
export async function renderVideo(
  video: MusicVideo,
  outputPath: string,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<void> {
  signal.throwIfAborted()
  const folder = await mkdtemp(join(tmpdir(), 'troubadour-video-'))
  try {
    const lines = drawableLines(video.lines)
    const backdrop = await drawBackdrop({ ...video, hasLyrics: lines.length > 0 })
    const karaoke = createKaraoke(
      lines,
      {
        widthPx: VIDEO_WIDTH,
        heightPx: STRIP_TOP,
        columnLeftPx: COLUMN_LEFT,
        columnWidthPx: COLUMN_WIDTH,
        topPx: backdrop.lyricsTopPx,
        accent: backdrop.accent,
        durationSeconds: video.durationSeconds,
        progressTopPx: STRIP_TOP - 3,
      },
      createWordBreaker(),
    )
    // Fixed names in a folder of our own: nothing that needs escaping in a filter's arguments.
    await writeFile(join(folder, 'backdrop.png'), backdrop.png)
    await writeFile(join(folder, 'lit-strip.png'), backdrop.litStripPng)
    await writeFile(join(folder, 'lyrics.ass'), karaoke)
    await linkFonts(folder)
    const args = ffmpegArguments(resolve(video.audioPath), resolve(outputPath), video.durationSeconds)
    await runFfmpeg(args, folder, signal, (seconds) =>
      onProgress(Math.min(1, seconds / video.durationSeconds)),
    )
    onProgress(1)
  } catch (error) {
    await rm(outputPath, { force: true })
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function ffmpegArguments(audioPath: string, outputPath: string, durationSeconds: number): string[] {
  const strip = `${VIDEO_WIDTH}:${STRIP_HEIGHT}`
  const halfStrip = `${VIDEO_WIDTH / 2}:${STRIP_HEIGHT / 2}`
  // One decoded frame, repeated: `-loop 1` on the input would decode the picture for each frame anew.
  const still = `format=yuv420p,loop=loop=-1:size=1,fps=${FRAMES_A_SECOND}`
  const filters = [
    '[0:v]split[all][low]',
    `[all]crop=${VIDEO_WIDTH}:${STRIP_TOP}:0:0,${still},ass=lyrics.ass:fontsdir=fonts[upper]`,
    `[low]crop=${strip}:0:${STRIP_TOP},${still}[dark]`,
    `[1:v]${still}[lit]`,
    // One column of pixels a bar, made wide afterwards: a mask that lets the lit strip show up to each bar's height.
    `[2:a]showcqt=s=${BAR_COUNT}x${STRIP_HEIGHT}:fps=${FRAMES_A_SECOND}:axis=0:sono_h=0:bar_h=${STRIP_HEIGHT}` +
      `:bar_g=2.4:bar_v=14*b_weighting(f):tc=0.12:count=2:basefreq=40:endfreq=12000:cscheme=1|1|1|1|1|1,` +
      `format=gray,lutyuv=y=if(gt(val\\,24)\\,255\\,0),split[bars][halfbars]`,
    // Masked plane by plane, colour at half size: nothing is converted on the way to the encoder.
    `[bars]scale=${strip}:flags=neighbor[heights]`,
    `[halfbars]scale=${halfStrip}:flags=neighbor[halfheights]`,
    '[heights][halfheights]mergeplanes=0x001010:yuv420p[mask]',
    '[dark][lit][mask]maskedmerge[lower]',
    '[upper][lower]vstack[v]',
  ]
  return [
    ...['-i', 'backdrop.png', '-i', 'lit-strip.png', '-i', audioPath],
    ...['-filter_complex', filters.join(';'), '-map', '[v]', '-map', '2:a'],
    // A constant quantiser: the rate control of `-crf` spends three times the work on polishing a still picture.
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '21', '-pix_fmt', 'yuv420p'],
    ...['-g', String(10 * FRAMES_A_SECOND), '-threads', '2', '-filter_complex_threads', '1'],
    ...['-c:a', 'aac', '-b:a', '192k', '-t', durationSeconds.toFixed(3)],
    ...['-map_metadata', '-1', '-movflags', '+faststart', '-f', 'mp4', '-y', outputPath],
  ]
}

async function linkFonts(folder: string): Promise<void> {
  await mkdir(join(folder, 'fonts'))
  for (const file of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']) {
    await symlink(join(fontFolder(), file), join(folder, 'fonts', file))
  }
}

/** Leaves out what no font here can draw, and cuts words that are wider than the column. */
function drawableLines(lines: readonly KaraokeLine[]): KaraokeLine[] {
  const context = createCanvas(8, 8).getContext('2d')
  context.font = font('sans-bold', 30)
  return lines
    .map((line) => ({
      ...line,
      words: line.words
        .map((word) => ({ ...word, text: drawableText(word.text) }))
        .filter((word) => word.text !== '')
        .flatMap((word) => cutWord(word, Math.ceil(context.measureText(word.text).width / COLUMN_WIDTH))),
    }))
    .filter((line) => line.words.length > 0)
}

/** Pieces of like length, each sung in its share of the time. */
function cutWord(word: KaraokeWord, pieceCount: number): KaraokeWord[] {
  if (pieceCount < 2) return [word]
  const characters = [...word.text]
  const length = Math.ceil(characters.length / pieceCount)
  const secondsPerCharacter = (word.endSeconds - word.startSeconds) / characters.length
  return Array.from({ length: Math.ceil(characters.length / length) }, (_, index) => {
    const piece = characters.slice(index * length, (index + 1) * length)
    const startSeconds = word.startSeconds + index * length * secondsPerCharacter
    return {
      text: piece.join(''),
      startSeconds,
      endSeconds: startSeconds + piece.length * secondsPerCharacter,
    }
  })
}

/** Room for rows of lyrics, as sizes go down: the height of the column allows more of smaller ones. */
const ROLES = {
  sung: { face: 'sans-bold', maxSizePx: 44, heightPx: 160 },
  next: { face: 'sans', maxSizePx: 27, heightPx: 70 },
} as const

/** Breaks lyric lines by the real widths of the face that the subtitles are drawn in, at the largest size that fits. */
function createWordBreaker(): BreakWords {
  const context = createCanvas(8, 8).getContext('2d')
  return (words, role) => {
    const { face, maxSizePx, heightPx } = ROLES[role]
    for (let sizePx: number = maxSizePx; ; sizePx *= 0.93) {
      context.font = font(face, sizePx)
      const widthOf = (text: string) => context.measureText(text).width
      const rows = breakRows(words, widthOf, COLUMN_WIDTH)
      const isTooWide = words.some((word) => widthOf(word) > COLUMN_WIDTH)
      const isTooHigh = rows.length * sizePx * 1.17 > heightPx
      if (sizePx < 8 || !(isTooWide || isTooHigh)) return { rows: balanceRows(words, rows, widthOf), sizePx }
    }
  }
}

/** As few rows, but of like width: no last row of one short word. */
function balanceRows(
  words: readonly string[],
  rows: number[][],
  widthOf: (text: string) => number,
): number[][] {
  let best = rows
  for (let widthPx = COLUMN_WIDTH * 0.95; widthPx > COLUMN_WIDTH / 2; widthPx -= COLUMN_WIDTH * 0.05) {
    const narrower = breakRows(words, widthOf, widthPx)
    if (narrower.length > rows.length) break
    best = narrower
  }
  return best
}

function breakRows(words: readonly string[], widthOf: (text: string) => number, widthPx: number): number[][] {
  const rows: number[][] = []
  let row = ''
  words.forEach((word, index) => {
    const longer = `${row} ${word}`
    if (row !== '' && widthOf(longer) <= widthPx) {
      rows.at(-1)!.push(index)
      row = longer
    } else {
      rows.push([index])
      row = word
    }
  })
  return rows
}
