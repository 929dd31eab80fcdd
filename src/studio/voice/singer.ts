import { SAMPLE_RATE } from '../../dsp/audio.js'
import type { BlockSource } from '../../dsp/block-source.js'
import { createRandom } from '../../dsp/random.js'
import type { VoiceTrack } from '../../music/score.js'
import type { TempoMap } from '../../music/tempo-map.js'
import { breathGroups } from './breath-groups.js'
import type { VoiceModel } from './hts-model.js'
import { inManner } from './manners.js'
import { singerById, withVoice } from './singers.js'
import { planGroups } from './song-plan.js'
import { TRANSFORM_SIZE, createVocalTract } from './vocal-tract.js'
import { performGroup } from './voice-frames.js'
import { createGroupVoice, type GroupVoice } from './vocoder.js'

/** Voices are made ready this long before their first vowel: room for a breath and the longest cluster of consonants. */
const AHEAD_SECONDS = 2
/** Samples above this are bent over softly, so that nothing reaches the ceiling, -1 dBFS. */
const KNEE = 0.7
const CEILING = 0.89

interface ActiveGroup {
  readonly voice: GroupVoice
  /** Sample of the song that the next frame starts at. */
  nextSample: number
  framesLeft: number
}

/**
 * Sings a voice track: dry, mono, 48 kHz, from second 0. Each breath group is worked out when it comes near and rendered
 * frame by frame as blocks are read, so that memory does not grow with the song. The same track, tempo map, model and
 * seed give the same samples whatever the block sizes; another seed is another take. Throws RangeError for an unknown
 * singer.
 */
export function createSinger(
  track: VoiceTrack,
  tempoMap: TempoMap,
  model: VoiceModel,
  seed: number,
): BlockSource {
  const singer = inManner(withVoice(singerById(track.singer), track.voice), track.manner)
  const random = createRandom(seed).fork(track.id)
  const tract = createVocalTract(model, singer)
  const plan = planGroups(breathGroups(track, tempoMap, singer.longestSyllableSeconds), model, singer)
  const hop = Math.round(model.frameSeconds * SAMPLE_RATE)
  const tailFrames = Math.ceil(TRANSFORM_SIZE / hop)

  const frame = new Float32Array(hop)
  // One frame of all groups together; frames lie on a common grid.
  const mix = new Float32Array(hop)
  let used = hop
  let position = -hop
  let nextGroup = 0
  let active: ActiveGroup[] = []

  const renderFrame = (): void => {
    position += hop
    mix.fill(0)
    const horizon = position / SAMPLE_RATE + AHEAD_SECONDS
    while (nextGroup < plan.count && plan.startSeconds(nextGroup) < horizon) {
      const frames = performGroup(plan.group(nextGroup), model, tract, singer, random.fork(nextGroup))
      const voice = createGroupVoice(
        frames,
        tract,
        model.cepstrumSize,
        hop,
        singer.roughness,
        random.fork(nextGroup).fork('breath and pulses'),
      )
      active.push({ voice, nextSample: frames.firstFrame * hop, framesLeft: frames.count + tailFrames })
      nextGroup++
    }
    for (const group of active) {
      while (group.framesLeft > 0 && group.nextSample <= position) {
        group.voice.nextFrame(frame)
        // A pick-up before second 0 is rendered and left out.
        if (group.nextSample === position) for (let n = 0; n < hop; n++) mix[n]! += frame[n]!
        group.nextSample += hop
        group.framesLeft--
      }
    }
    active = active.filter((group) => group.framesLeft > 0)
    for (let n = 0; n < hop; n++) mix[n] = soften(mix[n]!)
  }

  return {
    read(out) {
      let done = 0
      while (done < out.length) {
        if (used === hop) {
          renderFrame()
          used = 0
        }
        const length = Math.min(hop - used, out.length - done)
        out.set(mix.subarray(used, used + length), done)
        used += length
        done += length
      }
    },
  }
}

/** Straight up to the knee, then a curve that approaches the ceiling. */
function soften(sample: number): number {
  const size = Math.abs(sample)
  if (size <= KNEE) return sample
  const over = (size - KNEE) / (CEILING - KNEE)
  return Math.sign(sample) * (KNEE + (CEILING - KNEE) * (over / (1 + over)))
}
