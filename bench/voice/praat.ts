import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { SAMPLE_RATE } from '../../src/dsp/audio.js'
import { wavBytes } from './recognise.js'

const SCRIPT = `form Harmonicity
  text file
endform
Read from file: file$
To Harmonicity (cc): 0.01, 75, 0.1, 1.0
mean = Get mean: 0, 0
writeInfoLine: fixed$ (mean, 3)
`

/** Mean harmonics-to-noise ratio of a signal in dB, by Praat's cross-correlation method with its standard settings. */
export function praatHarmonicsToNoiseDb(samples: Float32Array): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'voice-praat-'))
  try {
    const [script, sound] = [path.join(folder, 'hnr.praat'), path.join(folder, 'sound.wav')]
    writeFileSync(script, SCRIPT)
    writeFileSync(sound, wavBytes(samples, SAMPLE_RATE))
    return Number(execFileSync('praat', ['--run', script, sound], { encoding: 'utf8' }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
