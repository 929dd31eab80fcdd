import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { SAMPLE_RATE } from '../../src/dsp/audio.js'
import { encodeMp3 } from '../../src/media/codecs/mp3-encoder.js'
import { SINGING_MANNERS } from '../../src/music/score.js'
import type { VoiceModel } from '../../src/studio/voice/hts-model.js'
import { SINGERS } from '../../src/studio/voice/singers.js'
import { drawVoiceSpectrum } from './spectrum-picture.js'
import { drawSong, type DrawnSong } from './drawn-song.js'
import type { HeldFigures } from './held-vowels.js'
import type { LoadingFigures } from './machine.js'
import { drawPitchTrack } from './pitch-picture.js'
import { singSong } from './sing-line.js'
import type { SingerFigures } from './sing-lines.js'
import { loadingRows, wordTimeRows, type Row } from './table.js'
import { DEVELOPMENT_LINES } from './texts.js'
import type { WordTimeFigures } from './word-times.js'

export interface PageContents {
  readonly rows: readonly Row[]
  readonly figures: readonly SingerFigures[]
  readonly held: readonly HeldFigures[]
  readonly wordTimes: readonly WordTimeFigures[]
  readonly loading: LoadingFigures | undefined
  readonly model: VoiceModel
  readonly seed: number
}

/** Writes the page with its sounds and pictures into `out`; returns where it is. */
export async function writePage(out: string, contents: PageContents): Promise<string> {
  const { rows, figures, held, wordTimes, loading, model, seed } = contents
  const examples: string[] = []
  for (const { singer, examples: songs } of figures) {
    for (const [i, { song, samples }] of songs.entries()) {
      examples.push(await example(out, `${singer.id}-${i}`, singer.label, song, samples))
    }
  }
  for (const [i, manner] of SINGING_MANNERS.entries()) {
    const song = drawSong(DEVELOPMENT_LINES[i]!, SINGERS[i % SINGERS.length]!, seed, manner)
    examples.push(
      await example(
        out,
        `manner-${manner}`,
        `${song.track.singer}, ${manner}`,
        song,
        singSong(song, model, seed),
      ),
    )
  }
  const all = [...rows, ...wordTimeRows(wordTimes), ...(loading ? loadingRows(loading) : [])]
  const file = path.join(out, 'index.html')
  await writeFile(
    file,
    `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>The voice, measured</title>
<style>${STYLE}</style>
<h1>The voice, measured</h1>
<p>Middles of long notes are cut out before words are recognised. In brackets: the same singers speaking the same lines.</p>
<table><thead><tr><th>Measure<th>Gate<th>Aim<th>Measured<th>Reached</tr></thead><tbody>${all
      .map(
        ({ measure, gate, aim, measured, reachesGate, reachesAim }) =>
          `<tr><td>${escape(measure)}<td>${escape(gate)}<td>${escape(aim)}<td>${escape(measured)}<td>${reachesAim ? 'aim' : reachesGate ? 'gate' : '<b>no</b>'}</tr>`,
      )
      .join('')}</tbody></table>
${heldTable(held)}
<h2>Listen</h2>
${examples.join('\n')}
</html>
`,
  )
  return file
}

function heldTable(held: readonly HeldFigures[]): string {
  if (held.length === 0) return ''
  const body = held
    .map((figures) => {
      const cells = Object.values(figures as unknown as Record<string, string | number>).map((value) =>
        typeof value === 'number' ? value.toFixed(2) : escape(value),
      )
      return `<tr><td>${cells.join('<td>')}</tr>`
    })
    .join('')
  return `<h2>Held vowels</h2><table><thead><tr><th>Singer<th>Manner<th>Harmonics to noise, dB<th>Vibrato, Hz<th>Vibrato, cents<th>Vibrato sets in, s<th>Envelope an octave up, dB off<th>Two takes apart, cents</tr></thead><tbody>${body}</tbody></table>`
}

async function example(
  out: string,
  name: string,
  title: string,
  song: DrawnSong,
  samples: Float32Array,
): Promise<string> {
  const audio = { sampleRate: SAMPLE_RATE, channels: [samples] }
  await writeFile(path.join(out, `${name}.mp3`), await encodeMp3(audio))
  await writeFile(path.join(out, `${name}-spectrum.png`), drawVoiceSpectrum(samples))
  await writeFile(path.join(out, `${name}-pitch.png`), drawPitchTrack(samples, song))
  return `<section><h3>${escape(title)}</h3><p>${escape(song.text)}</p>
<audio controls preload="none" src="${name}.mp3"></audio>
<img alt="Pitch over the notes of the score" src="${name}-pitch.png"><img alt="Spectrogram" src="${name}-spectrum.png"></section>`
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

const STYLE = `
:root { color-scheme: dark; }
body { margin: 1.5rem; background: #0b0d12; color: #e8ecf3; font: 14px/1.45 system-ui, sans-serif; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #2a3040; padding: .3rem .6rem; text-align: left; }
section { width: 900px; margin-bottom: 1.5rem; }
audio, img { display: block; width: 100%; }
b { color: #ff9d8a; }
`
