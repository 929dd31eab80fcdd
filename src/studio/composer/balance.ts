import type { EqBand, Score, SpectrumName, StemMix, Track } from '../../music/score.js'
import { BAND_STEMS, type StemName } from '../../music/stems.js'
import { beatToSeconds } from '../../music/tempo-map.js'
import { expectedLoudness } from '../performance/expected-loudness.js'
import { rideSections } from './section-faders.js'

/** How far our own singers lie over the band after mixing, in dB. */
const SINGER_OVER_BAND_DB = 1.5

/** How far a recording lies over the band: it is what the listener came for. */
const RECORDING_OVER_BAND_DB = 2.5

/** Loudness of an ordinary voice before its strip, in LUFS: what singers are calibrated to and recordings are brought to. */
const VOICE_LUFS = -20

/**
 * What the mix makes of a difference guessed from the notes. Strips and bus compress it: over twelve genres from folk to
 * metal the measured distance of voice and band was 0.75 times the guessed one plus 1 dB, within 2 dB.
 */
function mixedDistanceDb(guessedDb: number): number {
  return 0.75 * guessedDb + 1
}

/** The most a fader is moved, in dB: beyond this something else is wrong. */
const MOST_MOVE_DB = 8

/** Gain that brings a recording of the given loudness to that of an ordinary voice, in dB. */
export function recordingGainDb(loudnessLufs: number): number {
  return Math.round(Math.min(24, Math.max(-24, VOICE_LUFS - loudnessLufs)) * 10) / 10
}

/** How far what is in the voice's way steps back while somebody sings: felt rather than heard. */
const VOICE_DUCK_DB = 1.5

/**
 * The score with its mix fitted to who plays in it: the tune over the harmony, room for the voice, a spectrum to lean on, and
 * sections that differ as they should.
 */
export function balanceMix(score: Score): Score {
  return rideSections(balanceVoice(makeRoom(balanceTune(leanOnWhoPlays(score)))))
}

/** Instruments whose treble fades soon: alone they make a darker record than any band. */
const DARK_INSTRUMENTS = new Set([
  'grand-piano',
  'bright-piano',
  'electric-piano',
  'fm-electric-piano',
  'celesta',
  'music-box',
  'vibraphone',
  'marimba',
  'harp',
  'warm-pad',
  'glass-pad',
  'soft-lead',
  'voice-oohs',
])

/** What the genre's spectrum becomes without drums, with them, and with dark instruments alone. */
function leanOnWhoPlays(score: Score): Score {
  const { spectrum } = score.mix
  if (spectrum === undefined) return score
  const players = score.tracks.filter((track) => track.kind === 'voice' || track.notes.length > 0)
  // Timbales and cajón sit on the drummer's chair, though they are percussion to the mixer.
  const hasBeat = players.some(({ id, stem }) => stem === 'drums' || id === 'drums')
  const isDark =
    score.recordings.length === 0 &&
    players.every((track) => track.kind === 'instrument' && DARK_INSTRUMENTS.has(track.instrument))
  const fitting = isDark ? 'solo' : ((hasBeat ? WITH_BEAT : WITHOUT_BEAT)[spectrum] ?? spectrum)
  return fitting === spectrum ? score : { ...score, mix: { ...score.mix, spectrum: fitting } }
}

/** The more percussion, the more lows and highs: see `REFERENCE_SPECTRA`. Those that are not named stay as they are. */
const WITHOUT_BEAT: Readonly<Partial<Record<SpectrumName, SpectrumName>>> = {
  club: 'acoustic',
  heavy: 'acoustic',
  record: 'acoustic',
  radio: 'acoustic',
  guitars: 'acoustic',
  metal: 'guitars',
  street: 'acoustic',
  vintage: 'acoustic',
  screen: 'concert',
}
const WITH_BEAT: Readonly<Partial<Record<SpectrumName, SpectrumName>>> = { solo: 'concert' }

/** Where the tune should lie at least against all harmony together while it is played, in dB, guessed from the notes. */
const TUNE_OVER_HARMONY_DB = -0.5
/** The same against everybody else: a tune that harmony leaves alone may still drown in drums … */
const TUNE_OVER_BAND_DB = -5
/** … but is not raised for them beyond this against the harmony: riffs are what some music is known by. */
const MOST_OVER_HARMONY_DB = 0.5
/** The most that the tune is raised and lowered, in dB. */
const MOST_TUNE_UP_DB = 9
const MOST_TUNE_DOWN_DB = 2
/** Seconds between two looks at who plays how loud. */
const LOOK_SECONDS = 0.4

/** Sets whoever has the tune against the band: neither buried under it nor alone in front. */
function balanceTune(score: Score): Score {
  const isTune = ({ id }: Track): boolean => /^(lead|solo)(-|$)/.test(id)
  const isHarmony = ({ stem }: Track): boolean => !RHYTHM_STEMS.has(stem)
  const band = score.tracks.filter((track) => track.kind === 'instrument' && !isTune(track))
  const harmony = band.filter(isHarmony)
  if (harmony.length === 0) return score
  const [loudBand, loudHarmony] = [band, harmony].map((tracks) =>
    expectedLoudness({ ...score, tracks, recordings: [] }),
  ) as [Loudness, Loudness]
  const endSeconds = beatToSeconds(score.tempoMap, score.endBeat)
  const moveOf = (tune: Track): number => {
    const loudTune = expectedLoudness({ ...score, tracks: [tune], recordings: [] })
    let [tunePower, bandPower, harmonyPower] = [0, 0, 0]
    for (let seconds = LOOK_SECONDS / 2; seconds < endSeconds; seconds += LOOK_SECONDS) {
      const power = loudTune.powerAt(seconds)
      if (power < 0.2 * loudTune.integratedPower) continue
      tunePower += power
      bandPower += loudBand.powerAt(seconds)
      harmonyPower += loudHarmony.powerAt(seconds)
    }
    if (tunePower === 0 || harmonyPower === 0) return 0
    const overHarmony = 10 * Math.log10(tunePower / harmonyPower)
    const overBand = 10 * Math.log10(tunePower / bandPower)
    const lack = Math.max(
      TUNE_OVER_HARMONY_DB - overHarmony,
      Math.min(TUNE_OVER_BAND_DB - overBand, MOST_OVER_HARMONY_DB - overHarmony),
    )
    return Math.min(MOST_TUNE_UP_DB, Math.max(-MOST_TUNE_DOWN_DB, lack))
  }
  return {
    ...score,
    tracks: score.tracks.map((track) =>
      track.kind === 'instrument' && isTune(track)
        ? { ...track, gainDb: track.gainDb + Math.round(10 * moveOf(track)) / 10 }
        : track,
    ),
  }
}

type Loudness = ReturnType<typeof expectedLoudness>

const RHYTHM_STEMS: ReadonlySet<StemName> = new Set(['drums', 'percussion', 'bass', 'fx'])

/** Centre of what makes words clear, in Hz. */
const CLARITY_HZ = 2600
/** The most that a rival gives way there, in dB. */
const MOST_ROOM_DB = 3

/** Lets whoever would cover a singer's consonants step back there, the more the louder they play. */
function makeRoom(score: Score): Score {
  const voice = voiceLoudness(score)
  if (voice === undefined) return score
  const stems: Partial<Record<StemName, StemMix>> = { ...score.mix.stems }
  for (const name of BAND_STEMS) {
    const strip = stems[name]
    const level = loudnessOf(score, ({ stem }) => stem === name)
    if (strip === undefined || level === undefined) continue
    const depthDb = Math.min(MOST_ROOM_DB, Math.max(0, (level - voice + 9) / 3))
    if (depthDb < 0.5) continue
    const room: EqBand = {
      type: 'peak',
      frequencyHz: CLARITY_HZ,
      gainDb: -Math.round(10 * depthDb) / 10,
      q: 0.7,
    }
    // What pumps with the drums goes on pumping with the drums.
    const duck = strip.duck ?? { by: 'vocal', depthDb: VOICE_DUCK_DB }
    stems[name] = { ...strip, eq: [...(strip.eq ?? []), room], duck }
  }
  return { ...score, mix: { ...score.mix, stems } }
}

/**
 * The score with the fader of its lead vocal, sung or recorded, set over the band. The fader rather than the tracks:
 * what comes before the strip's compressor is half undone by it.
 */
function balanceVoice(score: Score): Score {
  const strip = score.mix.stems.vocal
  const band = loudnessOf(score, ({ stem }) => stem !== 'vocal')
  const isRecorded = score.recordings.some(isVocal)
  const voice = voiceLoudness(score)
  if (strip === undefined || band === undefined || voice === undefined) return score
  const goal = isRecorded ? RECORDING_OVER_BAND_DB : SINGER_OVER_BAND_DB
  const move = Math.min(MOST_MOVE_DB, Math.max(-MOST_MOVE_DB, goal - mixedDistanceDb(voice - band)))
  const vocal = { ...strip, gainDb: Math.round((strip.gainDb + move) * 10) / 10 }
  return { ...score, mix: { ...score.mix, stems: { ...score.mix.stems, vocal } } }
}

function isVocal({ stem }: { readonly stem: StemName }): boolean {
  return stem === 'vocal'
}

/** Loudness of the lead vocal, sung or recorded, before mastering; undefined without one. */
function voiceLoudness(score: Score): number | undefined {
  return score.recordings.some(isVocal)
    ? VOICE_LUFS + (score.mix.stems.vocal?.gainDb ?? 0)
    : loudnessOf(score, isVocal)
}

/** Loudness that some of the tracks should have before mastering; undefined where they are silent. */
function loudnessOf(score: Score, isMeant: (track: Score['tracks'][number]) => boolean): number | undefined {
  const tracks = score.tracks.filter(isMeant)
  if (tracks.length === 0) return undefined
  const { integratedLufs } = expectedLoudness({ ...score, tracks, recordings: [] })
  return Number.isFinite(integratedLufs) ? integratedLufs : undefined
}
