import { toMono } from '../../src/dsp/audio.js'
import type { Assets } from '../../src/engines/adapters/embedded/assets.js'
import { prepareStudio } from '../../src/engines/adapters/embedded/studio-performance.js'
import type { Score, VoiceTrack } from '../../src/music/score.js'
import type { Brief } from '../../src/studio/brief.js'
import { composeSong } from '../../src/studio/compose.js'
import { heardBand } from '../../src/studio/composer/testing/heard-band.js'
import { timedWords } from '../../src/studio/lyrics/timed-words.js'
import { performSong } from '../../src/studio/performance/perform-song.js'
import { percentile, vowelOnsetErrorSeconds } from '../../src/studio/voice/testing/measure.js'
import { OBSTRUENTS } from './sing-line.js'

/** How far the reported beginnings of words lie from the vowels in the sound, for one kind of track. */
export interface WordTimeFigures {
  readonly kind: string
  readonly words: number
  readonly medianMs: number
  readonly p90Ms: number
}

const LYRICS = `[Verse 1]
Silver paper on the table, coffee going cold
Seven pictures of a summer, half of them are old

[Chorus]
Call me when the train is leaving, call me when you can
Tell me that the boat is floating, tell me that you ran`

const MORE_LYRICS = `[Verse 2]
Take the back road by the cinema, park behind the wall
Somebody has painted tigers all along the hall

[Chorus]
Call me when the train is leaving, call me when you can`

/** Words of generated, extended, replaced and covered songs, against the vowels heard in the performed voice. */
export async function wordTimeErrors(seed: number, assets: Assets): Promise<WordTimeFigures[]> {
  const compose = (brief: Partial<Brief>, take = 0): Score =>
    composeSong({ instrumental: false, maxDurationSeconds: 480, ...brief }, seed, take).score
  const song = compose({ lyrics: LYRICS, style: 'indie pop' })
  const section = song.sections.find(({ kind }) => kind === 'chorus') ?? song.sections[0]!
  const secondsAt = (beat: number): number => {
    const { anchors } = song.tempoMap
    const [a, b] = [anchors[0]!, anchors[1]!]
    return a.seconds + ((beat - a.beat) * (b.seconds - a.seconds)) / (b.beat - a.beat)
  }
  const songs: readonly (readonly [string, Score])[] = [
    ['generated', song],
    ['extended', compose({ lyrics: MORE_LYRICS, source: { kind: 'continue', score: song } })],
    [
      'replaced',
      compose({
        lyrics:
          '[Chorus]\nTurn the key and pull the curtain, turn the picture round\nTake the tape and cut the ribbon',
        source: {
          kind: 'replace',
          score: song,
          startSeconds: secondsAt(section.startBeat),
          endSeconds: secondsAt(section.endBeat),
        },
      }),
    ],
    [
      'covered',
      compose({
        lyrics: LYRICS,
        style: 'folk',
        source: { kind: 'cover', recording: heardBand({ withMelody: true }) },
      }),
    ],
  ]
  const figures: WordTimeFigures[] = []
  for (const [kind, score] of songs) {
    const errors = await errorsOf(onlyLead(score), assets)
    figures.push({
      kind,
      words: errors.length,
      medianMs: 1000 * percentile(errors, 0.5),
      p90Ms: 1000 * percentile(errors, 0.9),
    })
  }
  return figures
}

/** The song, and what it was made from, with nobody but the lead. */
function onlyLead(score: Score): Score {
  const alone = { ...score, tracks: score.tracks.filter(({ stem }) => stem === 'vocal'), recordings: [] }
  const { splice } = score
  return splice?.base.kind === 'score'
    ? { ...alone, splice: { ...splice, base: { kind: 'score', score: onlyLead(splice.base.score) } } }
    : alone
}

async function errorsOf(score: Score, assets: Assets): Promise<number[]> {
  const studio = await prepareStudio(assets, { score, recordingFiles: {} }, new AbortController().signal)
  const heard = toMono(performSong(score, studio).mix)
  const lead = score.tracks.find((track): track is VoiceTrack => track.kind === 'voice')
  const firstSyllables = new Map(
    (lead?.phrases ?? []).flatMap(({ words }) =>
      words.map((word) => [word.charStart, word.syllables[0]!] as const),
    ),
  )
  return timedWords(score).flatMap(({ charStart, startSeconds }) => {
    const syllable = firstSyllables.get(charStart)
    if (!syllable || !OBSTRUENTS.has(syllable.phones[syllable.nucleus - 1] ?? '')) return []
    const error = vowelOnsetErrorSeconds(heard, startSeconds)
    return error === undefined ? [] : [Math.abs(error)]
  })
}
