import { createRandom, type Random } from '../../../dsp/random.js'
import type { InstrumentTrack, MixSettings, Score, ScoreOrigin, VoiceTrack } from '../../../music/score.js'
import { bpmAt } from '../../../music/tempo-map.js'
import type { Brief } from '../../brief.js'
import { instrumentById } from '../../instruments.js'
import type { GenreProfile } from '../../profiles/profile.js'
import { readStyle } from '../../style/read-style.js'
import type { StyleReading } from '../../style/style-reading.js'
import { singerById } from '../../voice/singers.js'
import { chooseOrchestra, type LeadSeat, type Orchestra, type Seat } from '../arrangement/orchestra.js'
import { profileFor } from '../profile-for.js'
import { mixFor } from '../mixing.js'
import { originOf } from '../origin.js'
import { chooseSettings, isCompound } from '../settings.js'

/** Who and what a new part of a song is made with. */
export interface Palette {
  readonly reading: StyleReading
  readonly profile: GenreProfile
  readonly orchestra: Orchestra
  /** Where off-beats lie, see `SongPlan.swing`. */
  readonly swing: number
  /** Patterns and progressions are drawn from this stream and take, so that known kinds of section come back alike. */
  readonly patterns: Random
  readonly patternTake: number
  readonly origin: ScoreOrigin
  readonly genre: string
  readonly tags: string
  readonly mix: MixSettings
  /** Whether the song stays in its style: same players, patterns and mix. */
  readonly isSameStyle: boolean
}

/**
 * The palette of a song for a new part: its own players, singer and patterns; with another genre in the brief's style
 * those of the new one, with the song's singer.
 */
export function paletteFor(brief: Brief, source: Score, seed: number, takeIndex: number): Palette {
  const origin = source.origin ?? supposedOrigin(source)
  const own = readStyle(origin.wishes)
  const asked = readStyle(wishesTogether(brief, origin))
  const isSameStyle = !brief.style?.trim() || asked.blend[0]!.profile.id === source.genre
  const known: StyleReading = isSameStyle ? { ...asked, blend: own.blend, mix: own.mix } : asked
  const reading = withSingerOf(source, brief, known)
  const stems = createRandom(origin.seed)
  const ownSettings = chooseSettings(profileFor(own), own, origin.takeIndex, stems.fork('settings'))
  if (!isSameStyle) {
    const random = createRandom(seed)
    // The song keeps its tempo: the new style is played at the feel that it has there.
    const bpm = bpmAt(source.tempoMap, 0)
    const meter = source.meters[0]!
    const { profile, swing } = chooseSettings(
      profileFor(reading),
      { ...reading, bpm: isCompound(meter) ? bpm / 1.5 : bpm, meter },
      takeIndex,
      random.fork('settings'),
    )
    return {
      reading,
      profile,
      orchestra: chooseOrchestra(profile, reading, takeIndex, random.fork('orchestra')),
      swing,
      patterns: random,
      patternTake: takeIndex,
      origin: originOf(brief, seed, takeIndex),
      genre: reading.blend[0]!.profile.id,
      tags: reading.tags,
      mix: mixFor(profile.mix, reading.mix),
      isSameStyle,
    }
  }
  const { profile } = ownSettings
  return {
    reading,
    profile,
    orchestra: orchestraOf(source, profile, reading, origin, stems.fork('orchestra')),
    swing: ownSettings.swing,
    patterns: stems,
    patternTake: origin.takeIndex,
    origin,
    genre: source.genre,
    tags: source.tags,
    mix: source.mix,
    isSameStyle,
  }
}

/** What an older score, which does not say it, was probably written from. */
function supposedOrigin({ seed, tags, lyrics }: Score): ScoreOrigin {
  return { seed, takeIndex: 0, wishes: { style: tags, instrumental: lyrics === '' } }
}

/** The wishes of a brief where it has any, else those the song was written from. Tempo and key are the song's. */
function wishesTogether(brief: Brief, { wishes }: ScoreOrigin): Parameters<typeof readStyle>[0] {
  const { bpm: _, key: __, ...kept } = wishes
  const { style, negativeTags, styleWeight, weirdness, vocalGender, persona } = brief
  return {
    ...kept,
    ...(style?.trim() ? { style } : {}),
    ...(negativeTags === undefined ? {} : { negativeTags }),
    ...(styleWeight === undefined ? {} : { styleWeight }),
    ...(weirdness === undefined ? {} : { weirdness }),
    ...(vocalGender === undefined ? {} : { vocalGender }),
    ...(persona === undefined ? {} : { persona }),
    instrumental: brief.instrumental,
  }
}

/** Makes the song's own singer the one who is asked for, unless the brief wants somebody else. */
function withSingerOf(source: Score, brief: Brief, reading: StyleReading): StyleReading {
  const lead = source.tracks.find(
    (track): track is VoiceTrack => track.kind === 'voice' && track.stem === 'vocal',
  )
  if (!lead || brief.persona?.singerId !== undefined) return reading
  if (brief.vocalGender !== undefined && singerById(lead.singer).gender !== brief.vocalGender) return reading
  const persona = {
    id: lead.singer,
    kind: 'style',
    name: lead.singer,
    description: '',
    singerId: lead.singer,
    ...(lead.voice && { voice: lead.voice }),
  } as const
  return { ...reading, voice: { ...reading.voice, persona } }
}

/** The song's players on the seats of its profile. */
function orchestraOf(
  source: Score,
  profile: GenreProfile,
  reading: StyleReading,
  origin: ScoreOrigin,
  random: Random,
): Orchestra {
  const drawn = chooseOrchestra(profile, reading, origin.takeIndex, random)
  const players = source.tracks.filter((track): track is InstrumentTrack => track.kind === 'instrument')
  const seatOf = (track: InstrumentTrack, seat: Seat): Seat => ({
    slot: { ...seat.slot, id: track.id, gainDb: track.gainDb, pan: track.pan },
    instrument: instrumentById(track.instrument),
  })
  const wished = new Set(reading.instruments.flatMap(({ ids }) => ids))
  const seats = drawn.seats.flatMap((seat): Seat[] => {
    const track = players.find(({ id }) => id === seat.slot.id)
    if (track) return [seatOf(track, seat)]
    // Without the draw that the song was made with, a seat nobody sat on is a guess.
    return source.origin || wished.has(seat.instrument.id) ? [seat] : []
  })
  const seated = new Set(seats.map(({ slot }) => slot.id))
  for (const track of players) {
    if (seated.has(track.id) || track.id === 'lead' || track.id === 'solo') continue
    const seat = seatFor(track, profile, reading, origin, random)
    if (seat) seats.push(seatOf(track, seat))
  }
  const refused = ({ instrument }: Seat | LeadSeat): boolean =>
    reading.withoutInstruments.has(instrument.id) || reading.withoutStems.has(instrument.stem)
  const lead = leadOf(players, 'lead', drawn.lead)
  const soloist = leadOf(players, 'solo', drawn.soloist)
  return {
    seats: seats.filter((seat) => !refused(seat)),
    ...(lead && !refused(lead) ? { lead } : {}),
    ...(soloist && !refused(soloist) ? { soloist } : {}),
    unmet: drawn.unmet,
  }
}

/** A seat for a player whom the profile by itself does not bring. */
function seatFor(
  { instrument }: InstrumentTrack,
  profile: GenreProfile,
  reading: StyleReading,
  origin: ScoreOrigin,
  random: Random,
): Seat | undefined {
  const wish = { ...reading, instruments: [{ name: instrument, ids: [instrument] }] }
  return chooseOrchestra(profile, wish, origin.takeIndex, random).seats.find(
    (seat) => seat.instrument.id === instrument,
  )
}

function leadOf(
  players: readonly InstrumentTrack[],
  id: 'lead' | 'solo',
  drawn: LeadSeat | undefined,
): LeadSeat | undefined {
  const track = players.find((player) => player.id === id)
  if (!track || !drawn) return drawn
  return {
    lead: { ...drawn.lead, gainDb: track.gainDb, pan: track.pan },
    instrument: instrumentById(track.instrument),
  }
}
