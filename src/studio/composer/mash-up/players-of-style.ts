import type { createRandom } from '../../../dsp/random.js'
import type { ChordSpan, InstrumentTrack } from '../../../music/score.js'
import { constantTempo } from '../../../music/tempo-map.js'
import type { GenreProfile } from '../../profiles/profile.js'
import type { readStyle } from '../../style/read-style.js'
import { arrange } from '../arrangement/arrange.js'
import { chooseOrchestra, type Orchestra } from '../arrangement/orchestra.js'
import { barsOf, type SongFrame } from '../arrangement/song-frame.js'
import type { SongPlan } from '../plan.js'
import { profileOnGrid } from '../settings.js'
import { BAND_STEM } from '../topline/voice-over-recording.js'

/** How new players lie beside the recorded band, in dB. */
const NEW_PLAYERS_DB = -5

/** Drums, and one player of harmony, of the style that was asked for. */
export function playersOfStyle(
  { plan, chords }: { readonly plan: SongPlan; readonly chords: readonly ChordSpan[] },
  {
    profile,
    reading,
    takeIndex,
    random,
  }: {
    readonly profile: GenreProfile
    readonly reading: ReturnType<typeof readStyle>
    readonly takeIndex: number
    readonly random: ReturnType<typeof createRandom>
  },
): { tracks: InstrumentTrack[]; unmet: readonly string[] } {
  const orchestra = chooseOrchestra(profile, reading, takeIndex, random.fork('orchestra'))
  const wished = new Set(reading.instruments.flatMap(({ ids }) => ids))
  const harmony =
    orchestra.seats.find(({ instrument }) => wished.has(instrument.id)) ??
    orchestra.seats.find(({ slot }) => slot.role === 'pad') ??
    orchestra.seats.find(({ slot }) => slot.role === 'chords')
  const light: Orchestra = {
    seats: orchestra.seats.filter(
      (seat) => seat.slot.role === 'drums' || seat.slot.role === 'percussion' || seat === harmony,
    ),
    unmet: orchestra.unmet,
  }
  const frame: SongFrame = {
    plan,
    chords,
    bars: barsOf(plan),
    leadSpans: [{ startBeat: 0, endBeat: plan.endBeat }],
    isSung: true,
  }
  const { tracks } = arrange({
    frame,
    profile: profileOnGrid(profile, plan, takeIndex, random.fork('settings')),
    orchestra: light,
    tempoMap: constantTempo(plan.bpm),
    ending: 'hold',
    temperature: reading.temperature,
    takeIndex,
    random: random.fork('arrangement'),
  })
  return {
    tracks: tracks.map((track) => ({
      ...track,
      // The recorded band has its own stem to itself.
      stem: track.stem === BAND_STEM ? 'synth' : track.stem,
      gainDb: track.gainDb + NEW_PLAYERS_DB,
    })),
    unmet: light.unmet,
  }
}
