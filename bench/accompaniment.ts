/**
 * Does an accompaniment follow the voice? For each recording: the tempo, key and beats that are heard, and how far the
 * accompaniment's own beats lie from the beats of the recording, where those are known (FILE.beats: one time in
 * seconds a line).
 *
 *   npm run bench:accompaniment -- FILE.wav …
 *
 * Any singing will do. Debian's festival makes some:  text2wave -mode singing song.xml -o song.wav
 */
import { readFile } from 'node:fs/promises'
import { decodeUpload } from '../src/engines/adapters/embedded/decode-upload.js'
import { hear } from '../src/analysis/hear.js'
import { loadPitchNetwork } from '../src/engines/adapters/embedded/pitch-network.js'
import { keyName } from '../src/music/scale.js'
import { beatToSeconds } from '../src/music/tempo-map.js'
import { composeSong } from '../src/studio/compose.js'

const LIMITS = { minDurationSeconds: 2, maxDurationSeconds: 480 }
const network = await loadPitchNetwork()

for (const path of process.argv.slice(2)) {
  const audio = await decodeUpload(path, LIMITS, new AbortController().signal)
  const startedAt = performance.now()
  const recording = await hear(audio, network)
  const hearingSeconds = (performance.now() - startedAt) / 1000
  const { score } = composeSong(
    {
      style: 'pop, piano, drums',
      instrumental: true,
      maxDurationSeconds: 490,
      source: { kind: 'accompany', recording },
    },
    1,
    0,
  )
  console.log(
    `${path}: ${recording.durationSeconds.toFixed(1)} s, ${recording.tempoBpm.toFixed(1)} bpm, ${keyName(recording.key)}, ` +
      `accompaniment in ${keyName(score.keys[0]!)}, heard at ${(recording.durationSeconds / hearingSeconds).toFixed(0)}x real time`,
  )
  const truth = await readFile(path.replace(/\.\w+$/, '.beats'), 'utf8').catch(() => undefined)
  if (truth === undefined) continue
  const trueBeats = truth.trim().split(/\s+/).map(Number)
  const errorsMs: number[] = []
  for (let beat = 0; beat < score.endBeat; beat++) {
    const seconds = beatToSeconds(score.tempoMap, beat)
    if (seconds < trueBeats[0]! || seconds > trueBeats.at(-1)) continue
    errorsMs.push(1000 * Math.min(...trueBeats.map((time) => Math.abs(time - seconds))))
  }
  errorsMs.sort((a, b) => a - b)
  const at = (share: number) => errorsMs[Math.floor(share * errorsMs.length)]!.toFixed(0)
  console.log(
    `  beats against the recording's: median ${at(0.5)} ms, 90 % within ${at(0.9)} ms (${errorsMs.length} beats)`,
  )
}
