import { separateVoice } from '../../../analysis/separation/separate.js'
import type { ShareNetwork } from '../../../analysis/separation/share-network.js'
import { frameCount, type Audio } from '../../../dsp/audio.js'
import { integratedLufs } from '../../../dsp/loudness.js'
import { timeStretch } from '../../../dsp/time-stretch.js'
import { dbToGain } from '../../../dsp/units.js'
import type { RecordingTreatment } from '../../../music/score.js'

/** Loudness of a separated part, in LUFS: that of an ordinary voice or line. */
const PART_LUFS = -20
/** A part this soft is what separation left over, not music, in LUFS. */
const RESIDUE_LUFS = -52
/** Heard around the used stretch while separating, in seconds: what repeats is told by its surroundings. */
const SURROUNDINGS_SECONDS = 4

/**
 * Fits a recording to a song: the asked part of it, at its pitch, stretched to its moments. Deterministic; `network` is only
 * asked for when a part is wanted.
 */
export async function treatRecording(
  audio: Audio,
  treatment: RecordingTreatment,
  network: () => Promise<ShareNetwork>,
): Promise<Audio> {
  const { part, transposeSemitones, warp } = treatment
  const used = {
    from: Math.max(0, warp[0]!.recordingSeconds - SURROUNDINGS_SECONDS),
    until: warp.at(-1)!.recordingSeconds + SURROUNDINGS_SECONDS,
  }
  const stretchOfIt = cut(audio, used.from, used.until)
  const wanted = part === 'whole' ? stretchOfIt : await partOf(stretchOfIt, part, await network())
  return timeStretch(
    wanted,
    warp.map(({ recordingSeconds, treatedSeconds }) => ({
      inputSeconds: recordingSeconds - used.from,
      outputSeconds: treatedSeconds,
    })),
    transposeSemitones,
  )
}

async function partOf(audio: Audio, part: 'voice' | 'band', network: ShareNetwork): Promise<Audio> {
  const { vocal, instrumental } = await separateVoice(audio, network)
  const wanted = part === 'voice' ? vocal : instrumental
  const lufs = integratedLufs(wanted)
  if (!(lufs > RESIDUE_LUFS)) return wanted
  const gain = dbToGain(PART_LUFS - lufs)
  return { ...wanted, channels: wanted.channels.map((channel) => channel.map((sample) => sample * gain)) }
}

function cut(audio: Audio, fromSeconds: number, untilSeconds: number): Audio {
  const from = Math.round(fromSeconds * audio.sampleRate)
  const until = Math.min(frameCount(audio), Math.round(untilSeconds * audio.sampleRate))
  return { ...audio, channels: audio.channels.map((channel) => channel.subarray(from, until)) }
}
