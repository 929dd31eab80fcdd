import type { InstrumentTrack, SingingManner, Track, VoiceTrack } from '../../../music/score.js'
import { instrumentById } from '../../instruments.js'
import type { Singer } from '../../voice/singers.js'
import type { Orchestra } from '../arrangement/orchestra.js'
import type { Tune } from '../ensemble.js'
import type { SongPlan } from '../plan.js'
import type { CoverForm } from './cover-form.js'
import { intoRange, octaveShift, type TuneRange } from './cover-key.js'
import { setLine, sounding } from './set-words.js'
import { movedPhrase, type TunePhrase } from './tune.js'

export interface TunePerformance {
  readonly form: CoverForm
  readonly plan: SongPlan
  readonly orchestra: Orchestra
  readonly singer: Singer
  readonly range: TuneRange
  readonly manner: SingingManner
  /** What makes the singer sound like the persona asked for. */
  readonly voice?: VoiceTrack['voice']
}

/** Who plays a tune where every lead of the genre was refused. */
const LAST_RESORT = 'grand-piano'

/** The heard tune on its tracks: sung where it has words, played by the lead instrument where it has none. */
export function performTune({ form, plan, orchestra, singer, range, manner, voice }: TunePerformance): Tune {
  const sung = form.lines.map(({ phrase }) => phrase)
  const octave = octaveShift(sung, 0, range)
  const tracks: Track[] = []
  if (sung.length > 0) {
    tracks.push({
      kind: 'voice',
      id: 'lead-vocal',
      stem: 'vocal',
      singer: singer.id,
      ...(voice && { voice }),
      ...(manner !== 'pop' && { manner }),
      gainDb: 0,
      pan: 0,
      phrases: form.lines.map(({ line, phrase }) =>
        setLine(line, intoRange(movedPhrase(phrase, 0, octave), range), plan),
      ),
    })
  }
  const played = form.sections.flatMap(({ phrases }) => phrases)
  if (played.length > 0) tracks.push(playedTune(played, plan, orchestra))
  return { tracks, isSung: sung.length > 0 }
}

function playedTune(phrases: readonly TunePhrase[], plan: SongPlan, { lead }: Orchestra): InstrumentTrack {
  const instrument = lead?.instrument ?? instrumentById(LAST_RESORT)
  const [low, high] = lead?.lead.register ?? [60, 84]
  const lowMidi = Math.max(low, instrument.lowMidi)
  const range = { lowMidi, highMidi: Math.max(lowMidi + 12, Math.min(high, instrument.highMidi)) }
  const octave = octaveShift(phrases, 0, range)
  return {
    kind: 'instrument',
    id: 'lead',
    stem: instrument.stem,
    instrument: instrument.id,
    gainDb: lead?.lead.gainDb ?? 0,
    pan: lead?.lead.pan ?? 0,
    notes: phrases
      .flatMap((phrase) => [...intoRange(movedPhrase(phrase, 0, octave), range)])
      .filter(({ startBeat }) => startBeat >= 0 && startBeat < plan.endBeat - 1e-6)
      .map((note) => sounding(note, plan))
      .map((note) => ({
        ...note,
        durationBeats: Math.min(note.durationBeats, plan.endBeat - note.startBeat),
      })),
  }
}
