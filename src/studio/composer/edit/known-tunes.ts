import type { Score, SectionKind, SungSyllable, SungWord } from '../../../music/score.js'
import type { LyricLine } from '../../lyrics/lyric-sheet.js'
import { rejoined } from '../../lyrics/synalepha.js'
import { rhythmSyllables, type LineTune } from '../melody/line-tune.js'
import { isCompound, metricalWeight } from '../melody/meter-grid.js'
import { beatsPerBarOf, keyAt, meterAt, SAME_BEAT } from './source-bars.js'
import { leadPhrases, onsetOf } from './join.js'

/** Feel that a song's straight positions were bent with. */
interface Feel {
  readonly swing: number
  readonly meter: { readonly numerator: number; readonly denominator: number }
}

/**
 * The tunes of a song by the kind of their section, read off what its leading voice sings: of each kind the section with
 * the most lines. Positions are the song's own.
 */
export function knownTunes(source: Score, swing: number): Map<SectionKind, LineTune[]> {
  const tunes = new Map<SectionKind, LineTune[]>()
  const phrases = leadPhrases(source)
  for (const section of source.sections) {
    const sung = phrases.filter((phrase) => {
      const onset = nearestBeat(onsetOf(phrase))
      return onset >= section.startBeat - 1 - SAME_BEAT && onset < section.endBeat - 1 - SAME_BEAT
    })
    if (sung.length === 0 || sung.length <= (tunes.get(section.kind)?.length ?? 0)) continue
    const meter = meterAt(source, section.startBeat)
    const barBeats = beatsPerBarOf(meter)
    const key = keyAt(source, section.startBeat)
    const bars = Math.max(1, Math.round((section.endBeat - section.startBeat) / barBeats))
    const lineBars = 2 ** Math.floor(Math.log2(Math.max(1, bars / sung.length)))
    const lineBeats = lineBars * barBeats
    tunes.set(
      section.kind,
      sung.map((phrase, i): LineTune => {
        const startBeat = section.startBeat + i * lineBeats
        const words = rejoined(phrase.words)
        const line = lineOf(words)
        const syllables = words.flatMap((word) => word.syllables)
        return {
          line: {
            line,
            window: { startBeat, endBeat: startBeat + lineBeats },
            syllables: rhythmSyllables(line, source.lyrics),
          },
          section: { ...section, key, lines: [] },
          notes: syllables.map((syllable) => placed(syllable, section.startBeat, barBeats, { swing, meter })),
          pitches: syllables.map(mainPitch),
          cadence: i === sung.length - 1 || i % 2 === 1 ? 'closed' : 'open',
        }
      }),
    )
  }
  return tunes
}

function nearestBeat(beat: number): number {
  return Math.round(beat * 1e6) / 1e6
}

function lineOf(words: readonly SungWord[]): LyricLine {
  return {
    charStart: words[0]!.charStart,
    charEnd: words.at(-1)!.charEnd,
    backing: false,
    words: words.map(({ text, charStart, charEnd, syllables }) => ({ text, charStart, charEnd, syllables })),
  }
}

function placed({ notes }: SungSyllable, sectionBeat: number, beatsPerBar: number, feel: Feel) {
  const beat = straight(notes[0]!.startBeat, feel)
  const last = notes.at(-1)!
  const end = straight(last.startBeat + last.durationBeats, feel)
  const inBar = (((beat - sectionBeat) % beatsPerBar) + beatsPerBar) % beatsPerBar
  return {
    beat,
    durationBeats: end - beat,
    weight: metricalWeight(inBar, { meter: feel.meter, beatsPerBar }),
  }
}

/** The position that was bent to this one; to hundredths of a beat, as grids are coarser. */
function straight(beat: number, { swing, meter }: Feel): number {
  if (swing === 0.5 || isCompound({ meter })) return beat
  const whole = Math.floor(beat + 1e-9)
  const part = beat - whole
  const unbent = part < swing ? (part / swing) * 0.5 : 0.5 + ((part - swing) / (1 - swing)) * 0.5
  return whole + Math.round(unbent * 1e4) / 1e4
}

/** The pitch a syllable is held on. */
function mainPitch({ notes }: SungSyllable): number {
  return notes.reduce((longest, note) => (note.durationBeats > longest.durationBeats ? note : longest))
    .pitchMidi
}
