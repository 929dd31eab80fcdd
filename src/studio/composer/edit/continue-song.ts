import { createRandom } from '../../../dsp/random.js'
import { keyName } from '../../../music/scale.js'
import type { Score } from '../../../music/score.js'
import { beatToSeconds, type TempoMap } from '../../../music/tempo-map.js'
import type { SongSource } from '../../../music/song-source.js'
import type { Brief, ComposedSong } from '../../brief.js'
import { lyricWarnings } from '../../lyrics/lyric-warnings.js'
import { balanceMix } from '../balance.js'
import { rideSections } from '../section-faders.js'
import { explainStyle, styleWarnings } from '../compose-freely.js'
import { ENGINE_VERSION } from '../engine-version.js'
import { instrumentWarnings, sectionsOfScore } from '../ensemble.js'
import { ritardandoBeats } from '../form/length-goal.js'
import { harmoniseSections } from '../harmony/harmonise-sections.js'
import { tempoWithEnding } from '../tempo.js'
import { continuedWords } from './continued-words.js'
import { joinTracks, moveTrack, spansBefore, tracksBefore } from './cut-tracks.js'
import { appendLyrics, placeWords, wordsOf } from './edit-lyrics.js'
import { joinOf } from './join.js'
import { knownTunes } from './known-tunes.js'
import { paletteFor } from './palette.js'
import { planContinuation } from './plan-continuation.js'
import { moveSpan, playPart } from './play-part.js'
import { asHeard } from './as-heard.js'
import { contextBefore } from './song-context.js'
import { beatsPerBarOf, keyAt, meterAt } from './source-bars.js'
import { unfoldLyrics } from './unfold-lyrics.js'

/** The new performance takes over this long before the join, so that its downbeat is struck once. */
const TAKE_OVER_SECONDS = 0.06

/** A song of ours goes on: from a bar line, with its players, singer and refrain, to a real ending. */
export function continueSong(
  brief: Brief & { readonly source: Extract<SongSource, { kind: 'continue' }> },
  seed: number,
  takeIndex: number,
): ComposedSong {
  const { score: base, atSeconds } = brief.source
  const source = unfoldLyrics(asHeard(base))
  const random = createRandom(seed)
  const join = joinOf(source, atSeconds)
  const joinSeconds = beatToSeconds(source.tempoMap, join.beat)
  const key = keyAt(source, join.beat - 0.01)
  const { numerator, denominator } = meterAt(source, join.beat - 0.01)
  const meter = { numerator, denominator }
  const beatsPerBar = beatsPerBarOf(meter)
  const palette = paletteFor(brief, source, seed, takeIndex)
  const keptSections = spansBefore(source.sections, join.beat)
  const sheet = continuedWords(
    brief,
    source,
    keptSections.at(-1)!.kind,
    Math.min(brief.durationSeconds ?? Infinity, brief.maxDurationSeconds - joinSeconds),
    takeIndex,
    random.fork('lyrics'),
  )
  const { plan, ending, tailSeconds, warnings } = planContinuation({
    brief,
    kept: keptSections,
    joinSeconds,
    bpm: join.bpm,
    beatsPerBar,
    meter,
    key,
    palette,
    ...(sheet && { sheet }),
    takeIndex,
    random: random.fork('form'),
  })
  const harmony = harmoniseSections({
    plan,
    habits: palette.profile.harmony,
    temperature: palette.reading.temperature,
    keyIsAsked: palette.reading.tonic !== undefined,
    takeIndex: palette.patternTake,
    random: palette.patterns.fork('harmony'),
  })
  const tunes = knownTunes(source, palette.swing)
  // Verses of every other take have a tune of their own; refrains always come back.
  if (takeIndex % 2 === 1) tunes.delete('verse')
  const part = playPart({
    plan,
    chords: harmony.chords,
    before: contextBefore(source, join.beat, beatsPerBar),
    ...(sheet && { sheet }),
    tunes,
    palette,
    ending,
    newTheme: takeIndex % 2 === 1,
    takeIndex,
    random,
  })

  const keptTracks = tracksBefore(source.tracks, join.beat)
  const lyrics = appendLyrics(source.lyrics, wordsOf(keptTracks), wordsOf(source.tracks), sheet?.text ?? '')
  const added = placeWords(
    part.tracks.map((track) => moveTrack(track, join.beat)),
    lyrics.placeOfNew,
  )
  const { excerpt: _, splice: __, ...song } = source
  const score: Score = {
    ...song,
    engine: ENGINE_VERSION,
    seed,
    title: brief.title?.trim() || source.title,
    tags: palette.tags,
    genre: palette.genre,
    origin: palette.origin,
    tempoMap: continuedTempo(
      source.tempoMap,
      join.beat,
      tempoWithEnding(
        plan.bpm,
        plan.endBeat,
        ritardandoBeats(ending, Math.round(plan.endBeat / beatsPerBar), beatsPerBar),
      ),
    ),
    meters: source.meters.filter(({ beat }) => beat < join.beat),
    keys: source.keys.filter(({ beat }) => beat < join.beat),
    sections: [
      ...keptSections,
      ...sectionsOfScore(plan.sections.map((section) => moveSpan(section, join.beat))),
    ],
    chords: [
      ...spansBefore(source.chords, join.beat),
      ...harmony.chords.map((chord) => moveSpan(chord, join.beat)),
    ],
    tracks: joinTracks(keptTracks, added),
    recordings: source.recordings
      .filter(({ startSeconds }) => startSeconds < joinSeconds)
      .map((recording) => ({
        ...recording,
        durationSeconds: Math.min(recording.durationSeconds, joinSeconds - recording.startSeconds),
      })),
    lyrics: lyrics.text,
    mix: palette.mix,
    endBeat: join.beat + plan.endBeat,
    tailSeconds,
    splice: {
      base: { kind: 'score', score: base },
      startSeconds: Math.max(0, joinSeconds - TAKE_OVER_SECONDS),
      endSeconds: null,
    },
  }
  const isNewVoice = sheet !== undefined && !source.tracks.some(({ stem }) => stem === 'vocal')
  return {
    score: palette.isSameStyle && !isNewVoice ? rideSections(score) : balanceMix(score),
    warnings: [
      ...styleWarnings(palette.reading),
      ...instrumentWarnings(palette.orchestra),
      ...warnings,
      ...(sheet ? lyricWarnings(sheet) : []),
    ],
    explanation: {
      style: explainStyle(palette.reading),
      join: [
        `goes on at ${joinSeconds.toFixed(2)} s, ${Math.round(join.bpm * 10) / 10} quarter notes a minute, ${numerator}/${denominator}, ${keyName(key)}`,
        palette.isSameStyle ? 'with the players of the song' : 'with players of the new style',
      ],
      form: plan.sections.map(
        ({ label, startBeat, endBeat }) => `${label}: ${(endBeat - startBeat) / beatsPerBar} bars`,
      ),
      harmony: harmony.facts,
      arrangement: part.facts,
    },
  }
}

/** The song's tempo up to the join, the part's after it. */
function continuedTempo({ anchors }: TempoMap, joinBeat: number, part: TempoMap): TempoMap {
  const seconds = beatToSeconds({ anchors }, joinBeat)
  return {
    anchors: [
      ...anchors.filter(({ beat }) => beat < joinBeat - 1e-6),
      ...part.anchors.map((anchor) => ({ beat: anchor.beat + joinBeat, seconds: anchor.seconds + seconds })),
    ],
  }
}
