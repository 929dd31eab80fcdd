import { SAMPLE_RATE } from '../../dsp/audio.js'
import { STEMS, type StemName } from '../../music/stems.js'
import { bandHz, BANDS } from './bands.js'
import { CUES, type Cue } from './cues.js'
import type { ShareNetwork } from './share-network.js'
import { FFT_SIZE } from './stft.js'

/** Nobody sings below this. */
const VOICE_LOW_CUT_HZ = 90
/** Harmonic sound below this is taken for the bass. */
const BASS_LIMIT_HZ = 220

/**
 * What can be said without having learned anything: the voice stands in the middle, does not repeat and has harmonics that
 * move together; drums are broad, basses are low, the rest is handed out as keyboard. Networks are measured against it.
 */
export const shareByRules: ShareNetwork = async (cues, frames) => {
  const cells = frames * BANDS
  const cue = (name: Cue): Float32Array =>
    cues.subarray(CUES.indexOf(name) * cells, (CUES.indexOf(name) + 1) * cells)
  const shares = new Float32Array(STEMS.length * cells)
  const plane = (stem: StemName): Float32Array =>
    shares.subarray(STEMS.indexOf(stem) * cells, (STEMS.indexOf(stem) + 1) * cells)
  const [central, unrepeated, comb, steady] = [
    cue('central'),
    cue('unrepeated'),
    cue('voiceComb'),
    cue('steady'),
  ]
  const [vocal, drums, bass, rest] = [plane('vocal'), plane('drums'), plane('bass'), plane('keyboard')]
  const hz = Array.from({ length: BANDS }, (_, band) => bandHz(band, SAMPLE_RATE / FFT_SIZE))
  for (let i = 0; i < cells; i++) {
    const evidence = Math.min(1, central[i]! * unrepeated[i]! * (0.35 + 0.9 * comb[i]!))
    // Wiener form: what is probably voice passes almost whole, what probably is not almost vanishes.
    const height = hz[i % BANDS]!
    const voice = height < VOICE_LOW_CUT_HZ ? 0 : evidence ** 2 / (evidence ** 2 + (1 - evidence) ** 2)
    const low = 1 / (1 + Math.exp((height - BASS_LIMIT_HZ) / 25))
    vocal[i] = voice
    drums[i] = (1 - voice) * (1 - steady[i]!)
    bass[i] = (1 - voice) * steady[i]! * low
    rest[i] = (1 - voice) * steady[i]! * (1 - low)
  }
  return shares
}
