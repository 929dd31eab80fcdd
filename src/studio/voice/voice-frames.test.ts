import { expect, it } from 'vitest'
import { TEMPO, note, syllable, voiceModel, voiceTrack, word } from '../../../test/support/voice-fixtures.js'
import { createRandom } from '../../dsp/random.js'
import { breathGroups } from './breath-groups.js'
import { inManner } from './manners.js'
import { singerById } from './singers.js'
import { planGroups } from './song-plan.js'
import { createVocalTract } from './vocal-tract.js'
import { performGroup, type VoiceFrames } from './voice-frames.js'

/** One long vowel of Clara's, sung alone. */
function vowel(pitchMidi: number, velocity: number): VoiceFrames {
  const singer = inManner(singerById('clara'))
  const track = voiceTrack('clara', { words: [word('ah', syllable('aa', note(1, 1, pitchMidi, velocity)))] })
  const plan = planGroups(breathGroups(track, TEMPO), voiceModel(), singer)
  return performGroup(
    plan.group(0),
    voiceModel(),
    createVocalTract(voiceModel(), singer),
    singer,
    createRandom(1),
  )
}

const brightness = ({ tiltDbPerOctave }: VoiceFrames): number => tiltDbPerOctave.at(-20)

it('effort brightens: loud notes, and high ones as well', () => {
  const { lowMidi, highMidi } = singerById('clara')
  const middle = (lowMidi + highMidi) / 2
  expect(brightness(vowel(middle, 1))).toBeGreaterThan(brightness(vowel(middle, 0.5)))
  expect(brightness(vowel(highMidi, 0.75))).toBeGreaterThan(brightness(vowel(lowMidi, 0.75)))
  expect(brightness(vowel(middle, 0.75))).toBeCloseTo(0)
  // Beyond the range no harder than at its top.
  expect(brightness(vowel(highMidi + 5, 0.75))).toBeCloseTo(brightness(vowel(highMidi, 0.75)))
})

it('the breath before a phrase is heard under the voice and swells and fades', () => {
  const frames = vowel(64, 0.75)
  const opening = frames.voicing.findIndex((voicing) => voicing > 0)
  const breath = frames.gain.slice(0, opening)
  const loudest = breath.indexOf(Math.max(...breath))
  expect(Math.max(...breath)).toBeGreaterThan(0)
  expect(loudest).toBeGreaterThan(0.2 * opening)
  expect(frames.hiss[loudest]).toBe(1)
  expect(breath[0]).toBe(0)
})
