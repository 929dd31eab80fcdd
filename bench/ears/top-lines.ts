/**
 * Does a line that is sung over a recording fit it? Songs of ours are performed without their voices and given as recordings,
 * with their own words to be sung over them: how much of what is sung on strong beats and of the long notes belongs to the
 * band's true chords, how much lies where the song itself has a verse or refrain of that kind, how much over its introduction,
 * solos and ending, from which note to which it goes, and how loud the voice is beside the band while it sings.
 *
 *   npm run bench:top-lines [-- NAME …]        default: pop rock folk soul
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAudio, type Audio } from '../../src/dsp/audio.js'
import { integratedLufs } from '../../src/dsp/loudness.js'
import { createAssets } from '../../src/engines/adapters/embedded/assets.js'
import { createEmbeddedTranscriber } from '../../src/engines/adapters/embedded/embedded-transcriber.js'
import { playSong, playStems, prepareStudio } from '../../src/engines/adapters/embedded/studio-performance.js'
import { encodeWav } from '../../src/media/codecs/index.js'
import { chordPitchClasses } from '../../src/music/chord.js'
import { playedNotes } from '../../src/music/played-notes.js'
import { pitchClassOf } from '../../src/music/pitch.js'
import type { Score, SectionKind } from '../../src/music/score.js'
import { secondsToBeat } from '../../src/music/tempo-map.js'
import { composeSong } from '../../src/studio/compose.js'
import { studioSongs } from './studio-songs.js'

const LIMITS = { minDurationSeconds: 2, maxDurationSeconds: 480 }
const REFRAINS: ReadonlySet<SectionKind> = new Set(['chorus', 'post-chorus', 'drop'])
const ALONE: ReadonlySet<SectionKind> = new Set(['intro', 'solo', 'interlude', 'outro'])
/** A note this near a beat begins on it, in beats. */
const NEAR_BEATS = 0.12
const LONG_SECONDS = 0.5

const assets = createAssets()
const transcriber = createEmbeddedTranscriber(assets)
const { signal } = new AbortController()
const folder = await mkdtemp(join(tmpdir(), 'top-lines-'))
const wanted = process.argv.slice(2)
const rows: Record<string, string | number>[] = []
const withoutVoices = (score: Score): Score => ({
  ...score,
  tracks: score.tracks.filter(({ kind }) => kind !== 'voice'),
})
for await (const { name, score: truth, mix } of studioSongs(
  wanted.length > 0 ? wanted : ['pop', 'rock', 'folk', 'soul'],
  withoutVoices,
)) {
  const file = join(folder, `${name}.wav`)
  await writeFile(file, encodeWav(mix, { bitDepth: 24 }))
  const recording = await transcriber.hear(file, LIMITS, signal)
  const { score } = composeSong(
    {
      ...{ style: name, lyrics: truth.lyrics, instrumental: false, maxDurationSeconds: 480 },
      source: { kind: 'sing-over', recording },
    },
    4,
    0,
  )
  const row = { song: name, ...fitOf(score, truth), ...(await loudnessOf(score, file)) }
  console.log(JSON.stringify(row))
  rows.push(row)
}
await rm(folder, { recursive: true })
console.table(rows)

/** How what is sung lies in the true chords and form. */
function fitOf(score: Score, truth: Score) {
  const sung = score.tracks.find(({ kind, stem }) => kind === 'voice' && stem === 'vocal')!
  const notes = playedNotes(sung, score.tempoMap)
  const onTrueChord = (pitchMidi: number, seconds: number): boolean => {
    const beat = secondsToBeat(truth.tempoMap, seconds)
    const chord = truth.chords.find(({ startBeat, endBeat }) => beat >= startBeat && beat < endBeat)
    return chord !== undefined && chordPitchClasses(chord).includes(pitchClassOf(Math.round(pitchMidi)))
  }
  const kindAt = ({ sections, tempoMap }: Score, seconds: number): SectionKind => {
    const beat = secondsToBeat(tempoMap, seconds)
    return sections.findLast(({ startBeat }) => startBeat <= beat + NEAR_BEATS)?.kind ?? 'intro'
  }
  const strong = notes.filter(({ startSeconds }) => {
    const half = secondsToBeat(truth.tempoMap, startSeconds) / 2
    return Math.abs(half - Math.round(half)) < NEAR_BEATS / 2
  })
  const long = notes.filter(({ startSeconds, endSeconds }) => endSeconds - startSeconds >= LONG_SECONDS)
  const middles = notes.map(({ startSeconds, endSeconds }) => (startSeconds + endSeconds) / 2)
  const withWords = middles.filter((time) => !ALONE.has(kindAt(truth, time)))
  const pitches = notes.map(({ pitchMidi }) => Math.round(pitchMidi))
  return {
    notes: notes.length,
    'lowest to highest': `${Math.min(...pitches)} to ${Math.max(...pitches)}`,
    'strong beats in the chord': share(strong, ({ pitchMidi, startSeconds }) =>
      onTrueChord(pitchMidi, startSeconds + 0.05),
    ),
    'long notes in the chord': share(long, ({ pitchMidi, startSeconds, endSeconds }) =>
      onTrueChord(pitchMidi, (startSeconds + endSeconds) / 2),
    ),
    'over parts without words': share(middles, (time) => ALONE.has(kindAt(truth, time))),
    'refrains over refrains, others over others': share(
      withWords,
      (time) => REFRAINS.has(kindAt(score, time)) === REFRAINS.has(kindAt(truth, time)),
    ),
  }
}

/** How loud the voice is beside the band, both measured where the voice sings. */
async function loudnessOf(score: Score, file: string) {
  const studio = await prepareStudio(assets, { score, recordingFiles: { upload: file } }, signal)
  const { mix, plan } = await playSong(score, studio, signal, () => undefined)
  const voice = createAudio(2, mix.channels[0]!.length)
  let at = 0
  for await (const { mix: block, stems } of playStems(score, studio, plan, signal)) {
    for (const stem of [stems.get('vocal'), stems.get('backingVocals')]) {
      stem?.forEach((channel, side) =>
        channel.forEach((sample, i) => (voice.channels[side]![at + i]! += sample)),
      )
    }
    at += block[0].length
  }
  const band: Audio = {
    ...mix,
    channels: mix.channels.map((channel, side) =>
      channel.map((sample, i) => sample - voice.channels[side]![i]!),
    ),
  }
  const sung = playedNotes(
    score.tracks.find(({ stem }) => stem === 'vocal')!,
    score.tempoMap,
  )
  const spans = sung.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds] as const)
  const lufs = (audio: Audio): number => integratedLufs(only(audio, spans))
  return { 'voice over band, LU': Math.round(10 * (lufs(voice) - lufs(band))) / 10 }
}

/** Stretches of a sound, one after the other. */
function only(audio: Audio, spans: readonly (readonly [number, number])[]): Audio {
  const pieces = spans.map(([from, until]) =>
    [from, until].map((time) => Math.round(time * audio.sampleRate)),
  )
  const frames = pieces.reduce((sum, [from, until]) => sum + until! - from!, 0)
  const channels = audio.channels.map((channel) => {
    const kept = new Float32Array(frames)
    let at = 0
    for (const [from, until] of pieces) {
      kept.set(channel.subarray(from, until), at)
      at += until! - from!
    }
    return kept
  })
  return { ...audio, channels }
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : Math.round((100 * items.filter(holds).length) / items.length) / 100
}
