import { SAMPLE_RATE, frameCount, type Audio } from '../../dsp/audio.js'
import { integratedLufs } from '../../dsp/loudness.js'
import type { MixSettings } from '../../music/score.js'
import { leanToRecording } from '../mix/lean-to-spectrum.js'
import { applyMaster, planMaster, sideToMidOf, type MasterPlan } from './master.js'
import { cutAudio } from './performance-steps.js'
import type { SpliceWindow } from './splice-window.js'

/** So much of the recording, and of the new part, is compared on each side of a join, in seconds. */
const BESIDE_SECONDS = 8
/** The spectrum of a recording is read from more of it: one bar is no colour. In seconds. */
const COLOUR_SECONDS = 24
/** Less than this cannot be compared with anything, in seconds. */
const LEAST_SECONDS = 1
/** The part is at most so much louder or softer than its score asks: a fade-out is not gone on with. In LU. */
const MOST_LU = 6
const CLOSE_ENOUGH_LU = 0.2
/** The part is drawn apart by this factor at most: beyond, what is panned far would be heard inverted on the other side. */
const MOST_WIDTH = 1.4
const ROUNDS = 4

/**
 * Decides how a performed part is mastered that begins (and ends) in the middle of a finished recording: its spectrum
 * leans to the recording's, it is as wide, and as loud beside the joins as the recording is there. `part` begins at
 * the window's warm-up.
 */
export function planToMeet(
  part: Audio,
  settings: MixSettings,
  recording: Audio,
  window: SpliceWindow,
): MasterPlan {
  const { start, end, warmUpStart } = window
  const edges = edgesOf(recording, part, window)
  if (edges.recording.length === 0) return planMaster(part, settings)
  const heard = cutAudio(part, start - warmUpStart, end - warmUpStart)
  const around = coloursAround(recording, window)
  const colour = {
    lean: leanToRecording(heard, around),
    width: Math.min(MOST_WIDTH, Math.sqrt(sideToMidOf(around) / Math.max(1e-9, sideToMidOf(heard)))),
  }
  const besideLufs = integratedLufs(joined(edges.recording))
  const goalLufs = (targetLufs: number): MixSettings => ({ ...settings, tone: [], targetLufs })
  let targetLufs = settings.targetLufs
  let plan = planMaster(part, goalLufs(targetLufs), colour)
  if (!Number.isFinite(besideLufs)) return plan
  for (let round = 0; round < ROUNDS; round++) {
    const mastered = applyMaster(part, plan)
    const partLufs = integratedLufs(joined(edgesOf(recording, mastered, window).part))
    const wanted = targetLufs + besideLufs - partLufs
    const next = Math.min(settings.targetLufs + MOST_LU, Math.max(settings.targetLufs - MOST_LU, wanted))
    if (!Number.isFinite(partLufs) || Math.abs(next - targetLufs) < CLOSE_ENOUGH_LU) break
    targetLufs = next
    plan = planMaster(part, goalLufs(targetLufs), colour)
  }
  return plan
}

/** What lies on either side of each join that has a recording beside it: a part that goes on to the end never comes back to it. */
function edgesOf(
  recording: Audio,
  part: Audio,
  { start, end, frameCount: songFrames, warmUpStart }: SpliceWindow,
): { readonly recording: Audio[]; readonly part: Audio[] } {
  const frames = BESIDE_SECONDS * SAMPLE_RATE
  const least = LEAST_SECONDS * SAMPLE_RATE
  const edges = { recording: [] as Audio[], part: [] as Audio[] }
  const before = Math.min(start, frameCount(recording))
  if (before >= least) {
    edges.recording.push(cutAudio(recording, Math.max(0, before - frames), before))
    edges.part.push(cutAudio(part, start - warmUpStart, Math.min(end, start + frames) - warmUpStart))
  }
  if (songFrames - end >= least) {
    edges.recording.push(cutAudio(recording, end, Math.min(songFrames, end + frames)))
    edges.part.push(cutAudio(part, Math.max(start, end - frames) - warmUpStart, end - warmUpStart))
  }
  return edges
}

/** The recording on both sides of the window. */
function coloursAround(recording: Audio, { start, end }: SpliceWindow): Audio {
  const frames = COLOUR_SECONDS * SAMPLE_RATE
  const recorded = frameCount(recording)
  const before = Math.min(start, recorded)
  return joined([
    cutAudio(recording, Math.max(0, before - frames), before),
    cutAudio(recording, Math.min(recorded, end), Math.min(recorded, end + frames)),
  ])
}

/** Two channels, one after another. */
function joined(parts: readonly Audio[]): Audio {
  const frames = parts.reduce((sum, part) => sum + frameCount(part), 0)
  const channels = [0, 1].map((side) => {
    const whole = new Float32Array(frames)
    let at = 0
    for (const part of parts) {
      whole.set(part.channels[side] ?? part.channels[0]!, at)
      at += frameCount(part)
    }
    return whole
  })
  return { sampleRate: SAMPLE_RATE, channels }
}
