import { hear } from '../../src/analysis/hear.js'
import type { PitchNetwork } from '../../src/analysis/transcription/pitch-activity.js'
import type { HeardRecording } from '../../src/music/heard.js'
import { heardView } from '../../src/music/heard-view.js'
import type { Chord } from '../../src/music/chord.js'
import type { AnnotatedSong, Stretch } from './material/annotated-song.js'
import {
  beatF,
  judgeKey,
  judgeMelody,
  judgeTempo,
  majorOrMinor,
  medianBpm,
  momentF,
  overlap,
} from './measures.js'
import type { Speeds } from './speeds.js'

/** Boundaries of sections may be off by this (MIREX, the coarse measure), in seconds. */
const SECTION_TOLERANCE_SECONDS = 3

/** What of a song was heard rightly, each 0 … 1; undefined where the truth is not known. */
export interface AnalysisScores {
  readonly tempo: number
  readonly 'tempo, octave-tolerant': number
  readonly beats: number
  readonly 'beats, octave-tolerant': number
  readonly downbeats: number
  readonly key: number
  readonly 'key or relative': number
  readonly 'key over time': number
  readonly 'chords, major/minor': number | undefined
  readonly 'chord roots': number | undefined
  readonly sections: number | undefined
  readonly melody: number | undefined
  readonly 'melody, any octave': number | undefined
  readonly 'melody where none is': number | undefined
}

export interface AnalysedSong {
  readonly song: AnnotatedSong
  readonly heard: HeardRecording
  readonly scores: AnalysisScores
}

/** Listens to a song and compares with what is true. */
export async function analyseSong(
  song: AnnotatedSong,
  network: PitchNetwork,
  speeds: Speeds,
): Promise<AnalysedSong> {
  const audio = await song.sound()
  const heard = await speeds.measure('analysis', audio, () => hear(audio, network))
  return { song, heard, scores: scoresOf(song, heard) }
}

function scoresOf(song: AnnotatedSong, heard: HeardRecording): AnalysisScores {
  const tempo = judgeTempo(medianBpm(heard.beatTimesSeconds), medianBpm(song.beatTimesSeconds))
  const beats = beatF(heard.beatTimesSeconds, song.beatTimesSeconds)
  const downbeats = heard.beatTimesSeconds.filter(
    (_, i) => i >= heard.firstDownbeatIndex && (i - heard.firstDownbeatIndex) % heard.beatsPerBar === 0,
  )
  const longest = song.keys.toSorted(
    (a, b) => b.endSeconds - b.startSeconds - (a.endSeconds - a.startSeconds),
  )[0]!
  const key = judgeKey(heard.key, longest.value)
  const keys = (heard.keys ?? []).map((stretch) => ({ ...stretch, value: stretch.key }))
  const chords = chordStretches(heard)
  const { chords: trueChords, sections, melody } = song
  const melodyScores = melody && judgeMelody(heard.melody, melody)
  return {
    tempo: Number(tempo.strict),
    'tempo, octave-tolerant': Number(tempo.tolerant),
    beats: beats.strict,
    'beats, octave-tolerant': beats.tolerant,
    downbeats: beatF(downbeats, song.downbeatTimesSeconds).strict,
    key: Number(key.exact),
    'key or relative': Number(key.related),
    'key over time': overlap(
      song.keys,
      keys,
      (truth, there) => there !== undefined && judgeKey(there, truth).related,
    ),
    'chords, major/minor':
      trueChords &&
      overlap(trueChords, chords, (truth, there) => {
        const wanted = majorOrMinor(truth)
        return wanted === undefined ? undefined : majorOrMinor(there) === wanted
      }),
    'chord roots': trueChords && overlap(trueChords, chords, (truth, there) => there?.root === truth.root),
    sections:
      sections &&
      momentF(
        (heard.sections ?? []).slice(1).map(({ startSeconds }) => startSeconds),
        sections.slice(1).map(({ startSeconds }) => startSeconds),
        SECTION_TOLERANCE_SECONDS,
      ),
    melody: melodyScores?.pitch,
    'melody, any octave': melodyScores?.chroma,
    'melody where none is': melodyScores?.falseAlarms,
  }
}

function chordStretches(heard: HeardRecording): Stretch<Chord>[] {
  const { chords } = heardView(heard)
  return heard.chords.map((value, i) => ({
    startSeconds: chords[i]!.startS,
    endSeconds: chords[i]!.endS,
    value,
  }))
}
