import type { EqBand, MixSettings, SpectrumName, StemMix } from '../../../music/score.js'
import type { StemName } from '../../../music/stems.js'

type Stems = Partial<Record<StemName, StemMix>>

/** Cymbals and shakers were sampled close by: what lies above 10 kHz is more hiss than metal in a mix. */
const SOFT_SIZZLE: readonly EqBand[] = [{ type: 'high-shelf', frequencyHz: 10_500, gainDb: -4 }]

/** Sampled sections are recorded with one side unlike the other: wider than this they thin out in mono. */
export const SECTION_WIDTH = 0.75

/** Rosin and air, of which sampled sections have little. */
const BOWS: readonly EqBand[] = [{ type: 'high-shelf', frequencyHz: 6500, gainDb: 12 }]

/** Hammers and strings as near the lid as microphones for a piano alone stand. */
export const OPEN_LID: readonly EqBand[] = [{ type: 'high-shelf', frequencyHz: 6500, gainDb: 10 }]

/** Where a balanced band starts: faders, cuts and a little shared room; genres change what is theirs. */
const BAND: Record<StemName, StemMix> = {
  vocal: {
    gainDb: 0,
    lowCutHz: 90,
    compression: 0.55,
    eq: [{ type: 'peak', frequencyHz: 3200, gainDb: 1.5, q: 0.9 }],
    // Consonants are 20 to 30 dB softer than the vowels whose tails they follow: more of a room hides them.
    sends: { plate: -20, delay: -28 },
  },
  backingVocals: {
    gainDb: -7,
    lowCutHz: 140,
    compression: 0.5,
    width: 1.1,
    sends: { plate: -13, hall: -20 },
  },
  drums: { gainDb: -2, lowCutHz: 25, compression: 0.35, eq: SOFT_SIZZLE, sends: { room: -18 } },
  percussion: { gainDb: -9, lowCutHz: 120, compression: 0.2, eq: SOFT_SIZZLE, sends: { room: -16 } },
  bass: {
    gainDb: -4,
    lowCutHz: 30,
    compression: 0.5,
    width: 0.2,
    // Where fingers and strings are heard: without it a bass is gone on small speakers.
    eq: [{ type: 'peak', frequencyHz: 850, gainDb: 3.5, q: 0.7 }],
  },
  guitar: { gainDb: -7, lowCutHz: 90, compression: 0.25, sends: { room: -20 } },
  keyboard: { gainDb: -7, lowCutHz: 70, compression: 0.25, sends: { plate: -22 } },
  strings: { gainDb: -9, lowCutHz: 90, width: SECTION_WIDTH, sends: { hall: -14 } },
  synth: { gainDb: -9, lowCutHz: 90, compression: 0.2, sends: { plate: -20 } },
  brass: { gainDb: -8, lowCutHz: 90, compression: 0.2, sends: { room: -18, hall: -20 } },
  woodwinds: { gainDb: -8, lowCutHz: 110, sends: { plate: -18 } },
  fx: { gainDb: -13, sends: { hall: -12 } },
}

/** How far sections of each kind of music should differ, in dB from the softest thinkable to the loudest. */
const DYNAMICS_DB: Readonly<Record<SpectrumName, number>> = {
  club: 12,
  heavy: 12,
  record: 12,
  radio: 12,
  guitars: 12,
  metal: 10,
  street: 12,
  vintage: 12,
  tape: 10,
  acoustic: 13,
  screen: 18,
  concert: 18,
  solo: 14,
}

function preset(stems: Stems, glue: number, spectrum: SpectrumName): MixSettings {
  const merged: Stems = {}
  for (const [name, strip] of Object.entries(BAND) as [StemName, StemMix][]) {
    const own = stems[name]
    merged[name] = own ? { ...strip, ...own, sends: { ...strip.sends, ...own.sends } } : strip
  }
  return { stems: merged, glue, dynamicsDb: DYNAMICS_DB[spectrum], tone: [], spectrum, targetLufs: -14 }
}

/** A mix of the common kind with a genre's own strips laid over it. */
export function bandMix(own: Stems = {}, glue = 0.4, spectrum: SpectrumName = 'record'): MixSettings {
  return preset(own, glue, spectrum)
}

/** Loud low end, the rest stepping back for the kick, filters that open in builds: dance music. */
export function clubMix(own: Stems = {}, spectrum: SpectrumName = 'club'): MixSettings {
  const mix = preset(
    {
      drums: { gainDb: 0, lowCutHz: 25, compression: 0.45, saturation: 0.2, sends: { room: -26 } },
      bass: {
        gainDb: -1.5,
        lowCutHz: 28,
        compression: 0.5,
        saturation: 0.15,
        width: 0,
        duck: { by: 'drums', depthDb: 5 },
      },
      synth: {
        gainDb: -7,
        lowCutHz: 120,
        compression: 0.3,
        width: 1.2,
        sends: { hall: -19, delay: -20 },
        duck: { by: 'drums', depthDb: 4 },
      },
      keyboard: {
        gainDb: -8,
        lowCutHz: 110,
        sends: { plate: -18, delay: -24 },
        duck: { by: 'drums', depthDb: 3 },
      },
      strings: {
        gainDb: -10,
        lowCutHz: 120,
        width: SECTION_WIDTH,
        sends: { hall: -14 },
        duck: { by: 'drums', depthDb: 3 },
      },
      ...own,
    },
    0.5,
    spectrum,
  )
  return { ...mix, buildSweepHz: 450 }
}

/** Players in a hall, hardly compressed: orchestral and chamber music. */
export function hallMix(own: Stems = {}, spectrum: SpectrumName = 'concert'): MixSettings {
  return preset(
    {
      drums: { gainDb: -6, compression: 0.1, sends: { hall: -12 } },
      percussion: { gainDb: -6, compression: 0.1, sends: { hall: -11 } },
      bass: { gainDb: -3.5, compression: 0.2, width: 0.5, sends: { hall: -16 } },
      keyboard: { gainDb: -4, compression: 0.1, sends: { hall: -15 } },
      strings: { gainDb: -3, lowCutHz: 35, width: SECTION_WIDTH, eq: BOWS, sends: { hall: -10 } },
      brass: { gainDb: -5, lowCutHz: 40, compression: 0.1, sends: { hall: -10 } },
      woodwinds: { gainDb: -5, sends: { hall: -10 } },
      backingVocals: { gainDb: -8, width: 0.85, sends: { hall: -8 } },
      // Sends add to the band's own: a voice in a hall needs no plate.
      vocal: { gainDb: 0, lowCutHz: 80, compression: 0.35, sends: { hall: -20, plate: -34, delay: -34 } },
      ...own,
    },
    0.15,
    spectrum,
  )
}
