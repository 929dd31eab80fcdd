import { createRandom, type Random } from '../../../dsp/random.js'
import { keyName } from '../../../music/scale.js'
import type { ChordSpan, Score, Section, Track } from '../../../music/score.js'
import type { SongSource } from '../../../music/song-source.js'
import { secondsToBeat } from '../../../music/tempo-map.js'
import type { Brief, ComposedSong } from '../../brief.js'
import { lyricWarnings } from '../../lyrics/lyric-warnings.js'
import { balanceMix } from '../balance.js'
import { rideSections } from '../section-faders.js'
import { explainStyle, styleWarnings } from '../compose-freely.js'
import { ENGINE_VERSION } from '../engine-version.js'
import { instrumentWarnings, sectionsOfScore } from '../ensemble.js'
import { harmoniseSections } from '../harmony/harmonise-sections.js'
import type { SongPlan } from '../plan.js'
import { asHeard } from './as-heard.js'
import { contextBefore, contextOf } from './song-context.js'
import { joinTracks, moveTrack, spansBefore, spansFrom } from './cut-tracks.js'
import { placeWords, replaceLyrics, wordsOf, type EditedLyrics } from './edit-lyrics.js'
import { knownTunes } from './known-tunes.js'
import { paletteFor, type Palette } from './palette.js'
import { planReplacement, type PlannedReplacement } from './plan-replacement.js'
import { moveSpan, playPart } from './play-part.js'
import { keyAt, meterAt, SAME_BEAT, sectionAt, tempoBefore } from './source-bars.js'
import { unfoldLyrics } from './unfold-lyrics.js'
import { tracksAround, type KeptTracks } from './voices-around.js'
import { barsWithin, type BarWindow } from './window-bars.js'

/** Windows of at least so many bars may get a progression of their own between the chords at their edges. */
const LEAST_BARS_FOR_CHORDS = 4

/** A window of a song of ours is written anew, with its players and singer; everything else stays. */
export function replaceSection(
  brief: Brief & { readonly source: Extract<SongSource, { kind: 'replace' }> },
  seed: number,
  takeIndex: number,
): ComposedSong {
  const { score: base, startSeconds, endSeconds } = brief.source
  const source = unfoldLyrics(asHeard(base))
  const random = createRandom(seed)
  const window = barsWithin(source, startSeconds, endSeconds)
  const { startBeat, endBeat, beatsPerBar } = window
  const palette = paletteFor(brief, source, seed, takeIndex)
  const kept = tracksAround(source.tracks, window, secondsToBeat(source.tempoMap, startSeconds))
  const bpm = tempoBefore(source, startBeat + 1)
  const planned = planReplacement({
    brief,
    source,
    window,
    voiceEndBeat: kept.voiceEndBeat,
    palette,
    bpm,
    takeIndex,
    random,
  })
  const { numerator, denominator } = meterAt(source, startBeat)
  const plan: SongPlan = {
    bpm,
    beatsPerBar,
    meter: { numerator, denominator },
    swing: palette.swing,
    key: keyAt(source, startBeat),
    sections: planned.sections,
    endBeat: endBeat - startBeat,
  }
  const chords = chordsFor(source, window, plan, planned, palette, takeIndex, random)
  const { sheet } = planned
  const part = playPart({
    plan,
    chords,
    ...(startBeat >= beatsPerBar && { before: contextBefore(source, startBeat, beatsPerBar) }),
    ...(endBeat < source.endBeat - SAME_BEAT
      ? { after: contextOf(source, endBeat, beatsPerBar) }
      : { ending: 'hold' as const }),
    ...(sheet && { sheet }),
    ...(planned.hasNewSections && { tunes: knownTunes(source, palette.swing) }),
    palette,
    // Every other take keeps to the patterns that the song has for such sections.
    ...(takeIndex % 2 === 1 && { newPatternsOfTake: palette.patternTake + 1 }),
    newTheme: true,
    takeIndex,
    random,
  })
  const lyrics = lyricsAround(source, window, planned, kept)
  const added = placeWords(
    part.tracks.map((track) => moveTrack(track, startBeat)),
    lyrics.placeOfNew,
  )
  const { excerpt: _, splice: __, ...song } = source
  const score: Score = {
    ...song,
    engine: ENGINE_VERSION,
    seed,
    title: brief.title?.trim() || source.title,
    sections: planned.hasNewSections ? sectionsAround(source, window, planned) : source.sections,
    chords: [
      ...spansBefore(source.chords, startBeat),
      ...chords.map((chord) => moveSpan(chord, startBeat)),
      ...spansFrom(source.chords, endBeat),
    ],
    tracks: joinTracks(
      placeWords(kept.before, lyrics.placeOfOld),
      added,
      placeWords(kept.after, lyrics.placeOfOld),
    ),
    lyrics: lyrics.text,
    mix: palette.mix,
    splice: {
      base: { kind: 'score', score: base },
      startSeconds: window.startSeconds,
      endSeconds: window.endSeconds,
    },
  }
  const isNewVoice = sheet !== undefined && !source.tracks.some(({ stem }) => stem === 'vocal')
  return {
    score: palette.isSameStyle && !isNewVoice ? rideSections(score) : balanceMix(score),
    warnings: [
      ...styleWarnings(palette.reading),
      ...instrumentWarnings(palette.orchestra),
      ...planned.warnings,
      ...(sheet ? lyricWarnings(sheet) : []),
    ],
    explanation: {
      style: explainStyle(palette.reading),
      window: [
        `${window.startSeconds} to ${window.endSeconds} s asked for, beats ${startBeat} to ${endBeat} written anew`,
        `${Math.round(bpm * 10) / 10} quarter notes a minute, ${numerator}/${denominator}, ${keyName(plan.key)}`,
        palette.isSameStyle ? 'with the players of the song' : 'with players of another style',
      ],
      form: planned.sections.map(
        ({ label, startBeat: from, endBeat: to, lines }) =>
          `${label}: ${(to - from) / beatsPerBar} bars${lines.length > 0 ? `, ${lines.length} lines` : ''}`,
      ),
      arrangement: part.facts,
    },
  }
}

/**
 * The chords of the window, from beat 0: the song's, or between its first and last bar others. New sections get the
 * progression that the song has for their kind.
 */
function chordsFor(
  source: Score,
  { startBeat, endBeat, beatsPerBar }: BarWindow,
  plan: SongPlan,
  { hasNewSections }: PlannedReplacement,
  palette: Palette,
  takeIndex: number,
  random: Random,
): ChordSpan[] {
  const known = spansBefore(spansFrom(source.chords, startBeat), endBeat).map((chord) =>
    moveSpan(chord, -startBeat),
  )
  const isNew = hasNewSections || takeIndex % 2 === 1
  const bars = plan.endBeat / beatsPerBar
  const isWhole = plan.sections.every(
    (section) => Math.abs(((section.endBeat + SAME_BEAT) % beatsPerBar) - SAME_BEAT) < 0.01,
  )
  if (!isNew || !isWhole || bars < LEAST_BARS_FOR_CHORDS - SAME_BEAT) return known
  const ofSong = hasNewSections && takeIndex % 2 === 0
  const written = harmoniseSections({
    plan,
    habits: palette.profile.harmony,
    temperature: palette.reading.temperature,
    keyIsAsked: palette.reading.tonic !== undefined,
    takeIndex: ofSong ? palette.patternTake : takeIndex,
    random: (ofSong ? palette.patterns : random).fork('harmony'),
  }).chords
  const last = plan.endBeat - beatsPerBar
  return [
    ...spansBefore(known, beatsPerBar),
    ...spansBefore(spansFrom(written, beatsPerBar), last),
    ...spansFrom(known, last),
  ]
}

/** The song's sections with the window's own ones among them. */
function sectionsAround(
  source: Score,
  { startBeat, endBeat }: BarWindow,
  { sections }: PlannedReplacement,
): Section[] {
  const ids = new Set<string>()
  const unique = (section: Section): Section => {
    let { id } = section
    for (let number = 2; ids.has(id); number++) id = `${section.kind}-${number}`
    ids.add(id)
    return { ...section, id }
  }
  const before = spansBefore(source.sections, startBeat).map(unique)
  const after = spansFrom(source.sections, endBeat)
  after.forEach(({ id }) => ids.add(id))
  const own = sectionsOfScore(sections.map((section) => moveSpan(section, startBeat))).map(unique)
  // A section that goes on after the window is another one than its beginning.
  const split = new Set(before.map(({ id }) => id))
  return [...before, ...own, ...after.map((section) => (split.has(section.id) ? unique(section) : section))]
}

/** The lyrics with the window's words in their place. */
function lyricsAround(
  source: Score,
  { startBeat, endBeat }: BarWindow,
  { sheet, sections, hasNewSections }: PlannedReplacement,
  { before, after }: KeptTracks,
): EditedLyrics {
  const keptWords = wordsOf([...before, ...after])
  const places = new Set(keptWords.map(({ charStart }) => charStart))
  const removed = wordsOf(source.tracks).filter(({ charStart }) => !places.has(charStart))
  const lastBefore = lastSung(before)
  // A section that has begun before the window has its heading there.
  const first = sections.find(({ lines }) => lines.length > 0)
  const continues =
    !hasNewSections &&
    first?.startBeat === 0 &&
    sectionAt(source, startBeat).startBeat < startBeat - SAME_BEAT &&
    lastBefore !== undefined &&
    lastBefore.beat >= sectionAt(source, startBeat).startBeat - 2
  const text = sheet?.text ?? ''
  const from = continues && sheet ? Math.max(0, text.indexOf('\n') + 1) : 0
  const edited = replaceLyrics(
    source.lyrics,
    { kept: keptWords, removed, ...(lastBefore && { before: lastBefore.word }) },
    text.slice(from),
    headingAfter(source, endBeat, sections, hasNewSections),
  )
  return { ...edited, placeOfNew: (offset) => edited.placeOfNew(offset - from) }
}

/** The heading that the words after the window need, where it was part of the window. */
function headingAfter(
  source: Score,
  endBeat: number,
  sections: PlannedReplacement['sections'],
  hasNewSections: boolean,
): string | undefined {
  const next = sectionAt(source, endBeat)
  if (next.startBeat >= endBeat - SAME_BEAT || endBeat >= source.endBeat) return undefined
  const isHeaded = !hasNewSections && (sections.at(-1)?.lines.length ?? 0) > 0
  return isHeaded ? undefined : `[${next.label}]`
}

function lastSung(
  tracks: readonly Track[],
): { word: ReturnType<typeof wordsOf>[number]; beat: number } | undefined {
  const sung = wordsOf(tracks).map((word) => ({ word, beat: word.syllables[0]!.notes[0]!.startBeat }))
  return sung.length === 0 ? undefined : sung.reduce((latest, one) => (one.beat > latest.beat ? one : latest))
}
