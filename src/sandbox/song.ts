import type { Note, Score, SungPhrase, Track } from '../music/score.js'
import { constantTempo } from '../music/tempo-map.js'

/** Two bars at 120 beats a minute: the length of every song of the sandbox, in seconds. */
export const SONG_SECONDS = 4
const BEATS = 8
const BPM = 120

/** One note a beat, in semitones above the tonic. */
const TUNE = [0, 4, 7, 4, 5, 9, 7, 2]
/** Roots of the two bars, in semitones above the tonic. */
const ROOTS = [0, 7]
/** Pitch class of the tonic, by take. */
const TONICS = [0, 2]

export interface SongText {
  readonly title: string
  readonly tags: string
  /** `''` for an instrumental. */
  readonly lyrics: string
  readonly seed: number
  /** 0 or 1: the takes differ in key. */
  readonly takeIndex: number
}

/**
 * The score of a song of the sandbox: the same two bars for every request, in another key for the second take. Whatever
 * words are wanted are spread evenly over them, so that timed lyrics, MIDI and everything else that is read off a score
 * have something to show.
 */
export function sandboxScore({ title, tags, lyrics, seed, takeIndex }: SongText): Score {
  const tonic = TONICS[takeIndex % TONICS.length]!
  return {
    format: 1,
    engine: SANDBOX_ENGINE,
    seed,
    title,
    tags,
    genre: 'pop',
    tempoMap: constantTempo(BPM),
    meters: [{ beat: 0, numerator: 4, denominator: 4 }],
    keys: [{ beat: 0, tonic, mode: 'major' }],
    sections: [
      { id: 'verse', kind: 'verse', label: 'Verse', startBeat: 0, endBeat: 4, energy: 0.5 },
      { id: 'chorus', kind: 'chorus', label: 'Chorus', startBeat: 4, endBeat: 8, energy: 0.8 },
    ],
    chords: ROOTS.map((root, bar) => ({
      root: (tonic + root) % 12,
      quality: 'maj' as const,
      startBeat: bar * 4,
      endBeat: bar * 4 + 4,
    })),
    tracks: [...(lyrics === '' ? [] : [voice(lyrics, tonic)]), ...band(tonic)],
    recordings: [],
    lyrics,
    mix: { stems: {}, glue: 0, tone: [], targetLufs: -14 },
    endBeat: BEATS,
    tailSeconds: 0,
  }
}

/** Reported as the engine of sandbox tracks. */
export const SANDBOX_ENGINE = 'sandbox/1'

/** How long every recording and every song of the sandbox is taken for when others are built on it, in seconds. */
export const SOURCE_SECONDS = 240

/** Length of a track as a source: requests name places in songs of usual length, and songs of the sandbox last seconds. */
export function secondsAsSource(track: {
  readonly engine: string
  readonly durationSeconds: number | null
}): number | null {
  return track.engine === SANDBOX_ENGINE && track.durationSeconds !== null
    ? SOURCE_SECONDS
    : track.durationSeconds
}

function band(tonic: number): Track[] {
  const bars = ROOTS.map((root, bar) => ({ root: tonic + root, startBeat: bar * 4 }))
  const instrument = (id: string, stem: Track['stem'], notes: Note[]): Track => ({
    kind: 'instrument',
    id,
    stem,
    instrument: id,
    notes,
    gainDb: 0,
    pan: 0,
  })
  return [
    instrument(
      'grand-piano',
      'keyboard',
      bars.flatMap(({ root, startBeat }) =>
        [0, 4, 7].map((step) => note(startBeat, 4, 48 + root + step, 0.6)),
      ),
    ),
    instrument(
      'electric-bass',
      'bass',
      bars.flatMap(({ root, startBeat }) => [0, 2].map((beat) => note(startBeat + beat, 2, 36 + root, 0.8))),
    ),
    instrument(
      'standard-kit',
      'drums',
      Array.from({ length: BEATS }, (_, beat) => note(beat, 0.5, beat % 2 === 0 ? 36 : 38, 0.9)),
    ),
  ]
}

function voice(lyrics: string, tonic: number): Track {
  const words = [...lyrics.matchAll(WORD)].map(([text], i, all) => ({ text, start: all[i]!.index }))
  const beats = BEATS / Math.max(1, words.length)
  const phrases: SungPhrase[] = linesOf(words, lyrics).map((line) => ({
    words: line.map(({ text, start, place }) => {
      const startBeat = place * beats
      const pitchMidi = 60 + tonic + TUNE[Math.floor(startBeat) % TUNE.length]!
      return {
        text,
        charStart: start,
        charEnd: start + text.length,
        syllables: [
          { phones: ['ax'], nucleus: 0, stress: 1, notes: [note(startBeat, beats * 0.9, pitchMidi, 0.8)] },
        ],
      }
    }),
  }))
  return { kind: 'voice', id: 'voice', stem: 'vocal', singer: 'clara', phrases, gainDb: 0, pan: 0 }
}

/** Words of the lyrics, but not of the section tags between them. */
const WORD = /(?<!\[[^\]\n]*)[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu

interface PlacedWord {
  readonly text: string
  /** UTF-16 offset in the lyrics. */
  readonly start: number
  /** Its number among all words. */
  readonly place: number
}

function linesOf(words: readonly { text: string; start: number }[], lyrics: string): PlacedWord[][] {
  const lines: PlacedWord[][] = []
  let end = 0
  for (const [place, word] of words.entries()) {
    if (lines.length === 0 || lyrics.slice(end, word.start).includes('\n')) lines.push([])
    lines.at(-1)!.push({ ...word, place })
    end = word.start + word.text.length
  }
  return lines
}

function note(startBeat: number, durationBeats: number, pitchMidi: number, velocity: number): Note {
  return { startBeat, durationBeats, pitchMidi, velocity }
}
