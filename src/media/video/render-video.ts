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
  VIDEO_HEIGHT,
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
        heightPx: VIDEO_HEIGHT,
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
  const still = `loop=loop=-1:size=1,fps=${FRAMES_A_SECOND}`
  const filters = [
    // One decoded frame, repeated: `-loop 1` on the input would decode the picture for each frame anew.
    `[0:v]split[all][low]`,
    `[all]crop=${VIDEO_WIDTH}:${STRIP_TOP}:0:0,format=yuv420p,${still}[upper]`,
    `[low]crop=${strip}:0:${STRIP_TOP},format=gbrp,${still}[dark]`,
    `[1:v]format=gbrp,${still}[lit]`,
    // One column of pixels a bar, made wide afterwards: a mask that lets the lit strip show up to each bar's height.
    `[2:a]showcqt=s=${BAR_COUNT}x${STRIP_HEIGHT}:fps=${FRAMES_A_SECOND}:axis=0:sono_h=0:bar_h=${STRIP_HEIGHT}` +
      `:bar_g=2.4:bar_v=9:tc=0.12:count=2:basefreq=40:endfreq=12000:cscheme=1|1|1|1|1|1,` +
      `format=gray,lutyuv=y=if(gt(val\\,24)\\,255\\,0),scale=${strip}:flags=neighbor,format=gbrp[heights]`,
    '[dark][lit][heights]maskedmerge,format=yuv420p[lower]',
    '[upper][lower]vstack,ass=lyrics.ass:fontsdir=fonts[v]',
  ]
  return [
    ...['-i', 'backdrop.png', '-i', 'lit-strip.png', '-i', audioPath],
    ...['-filter_complex', filters.join(';'), '-map', '[v]', '-map', '2:a'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '22', '-pix_fmt', 'yuv420p'],
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
      const rows = breakRows(words, (text) => context.measureText(text).width)
      const isTooWide = words.some((word) => context.measureText(word).width > COLUMN_WIDTH)
      const isTooHigh = rows.length * sizePx * 1.17 > heightPx
      if (sizePx < 8 || !(isTooWide || isTooHigh)) return { rows, sizePx }
    }
  }
}

function breakRows(words: readonly string[], widthOf: (text: string) => number): number[][] {
  const rows: number[][] = []
  let row = ''
  words.forEach((word, index) => {
    const longer = `${row} ${word}`
    if (row !== '' && widthOf(longer) <= COLUMN_WIDTH) {
      rows.at(-1)!.push(index)
      row = longer
    } else {
      rows.push([index])
      row = word
    }
  })
  return rows
}
