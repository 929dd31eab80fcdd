import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAudio, SAMPLE_RATE, toMono, type Audio } from '../../src/dsp/audio.js'
import { resample } from '../../src/dsp/resample.js'
import { createMp3Encoder } from '../../src/media/codecs/index.js'
import { heardView } from '../../src/music/heard-view.js'
import type { HeardNote, HeardRecording } from '../../src/music/heard.js'
import type { AnalysedSong } from './analysis.js'
import { escapeHtml, htmlTable } from './tables.js'

/** Seconds of a song that can be listened to on the page. */
const LISTENED_SECONDS = 40
const CLICK_SECONDS = 0.04

/** Writes `index.html` with the tables, and for each song players: the input, the input with clicks, what was heard. */
export async function writePage(
  folder: string,
  tables: readonly { readonly title: string; readonly rows: readonly Record<string, string | number>[] }[],
  songs: readonly AnalysedSong[],
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const parts: string[] = []
  for (const [i, { song, heard, scores }] of songs.entries()) {
    const input = start(await song.sound())
    const players = [
      ['the recording', input],
      ['with clicks on the beats heard, high ones on the bars', mixed(input, clicksOf(heard, input), 0.5)],
      ['the melody and the roots heard', tonesOf(heard, input)],
    ] as const
    const made = await Promise.all(
      players.map(async ([what, audio], p) => {
        const file = `${i}-${p}.mp3`
        await writeFile(join(folder, file), await encoded(audio))
        return `<p>${what}<br><audio controls preload="none" src="${file}"></audio></p>`
      }),
    )
    const { bpm, beatsPerBar, keys, chords, sections } = heardView(heard)
    parts.push(
      `<h3>${escapeHtml(`${song.name} (${song.material})`)}</h3>`,
      `<p>${bpm} bpm, ${beatsPerBar} in a bar; ${keys.map(({ key }) => escapeHtml(key)).join(', ')};
      ${sections.map(({ label, kind }) => `${label} ${kind}`).join(', ')}<br>
      ${chords
        .slice(0, 24)
        .map(({ name }) => escapeHtml(name))
        .join(' ')}</p>`,
      htmlTable([
        Object.fromEntries(
          Object.entries<number | undefined>({ ...scores }).map(([name, value]) => [name, rounded(value)]),
        ),
      ]),
      ...made,
    )
  }
  const html = `<!doctype html><meta charset="utf-8"><title>What the ears hear</title>
<style>body{font:16px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;font-size:80%}td,th{border:1px solid #ccc;padding:.2rem .5rem;text-align:left}</style>
<h1>What the ears hear</h1>
${tables.map(({ title, rows }) => `<h2>${escapeHtml(title)}</h2>${htmlTable(rows)}`).join('\n')}
<h2>To listen to</h2>
${parts.join('\n')}
`
  await writeFile(join(folder, 'index.html'), html)
}

function rounded(value: number | undefined): string | number {
  return value === undefined || Number.isNaN(value) ? '' : Number(value.toFixed(2))
}

function start(audio: Audio): Audio {
  const { sampleRate, channels } = audio
  return resample(
    { sampleRate, channels: channels.map((channel) => channel.subarray(0, LISTENED_SECONDS * sampleRate)) },
    SAMPLE_RATE,
  )
}

function clicksOf(heard: HeardRecording, like: Audio): Audio {
  const clicks = createAudio(1, like.channels[0]!.length)
  heard.beatTimesSeconds.forEach((seconds, beat) => {
    const isBar =
      beat >= heard.firstDownbeatIndex && (beat - heard.firstDownbeatIndex) % heard.beatsPerBar === 0
    addTone(clicks.channels[0]!, seconds, CLICK_SECONDS, isBar ? 2000 : 1200, 0.5)
  })
  return clicks
}

function tonesOf(heard: HeardRecording, like: Audio): Audio {
  const tones = createAudio(1, like.channels[0]!.length)
  const roots = heardView(heard).chords.map(({ startS, endS }, i): HeardNote => ({
    startSeconds: startS,
    endSeconds: endS,
    pitchMidi: 36 + heard.chords[i]!.root,
    velocity: 0.6,
  }))
  for (const { startSeconds, endSeconds, pitchMidi, velocity } of [...heard.melody, ...roots]) {
    addTone(
      tones.channels[0]!,
      startSeconds,
      endSeconds - startSeconds,
      440 * 2 ** ((pitchMidi - 69) / 12),
      0.3 * velocity,
    )
  }
  return tones
}

/** A tone with two overtones that fades at its ends. */
function addTone(
  samples: Float32Array,
  startSeconds: number,
  seconds: number,
  hz: number,
  gain: number,
): void {
  const from = Math.max(0, Math.round(startSeconds * SAMPLE_RATE))
  const length = Math.min(Math.round(seconds * SAMPLE_RATE), samples.length - from)
  for (let i = 0; i < length; i++) {
    const envelope = Math.min(1, i / 200, (length - i) / 800)
    const turn = (2 * Math.PI * hz * i) / SAMPLE_RATE
    samples[from + i]! +=
      gain * envelope * (Math.sin(turn) + 0.4 * Math.sin(2 * turn) + 0.2 * Math.sin(3 * turn))
  }
}

function mixed(a: Audio, b: Audio, gain: number): Audio {
  const other = toMono(b)
  const mono = toMono(a)
  return { sampleRate: SAMPLE_RATE, channels: [mono.map((value, i) => gain * value + other[i]!)] }
}

async function encoded(audio: Audio): Promise<Uint8Array> {
  const mono = toMono(audio)
  const encoder = await createMp3Encoder({ sampleRate: SAMPLE_RATE, channels: 2 })
  return Buffer.concat([encoder.encode([mono, mono]), encoder.finish()])
}
