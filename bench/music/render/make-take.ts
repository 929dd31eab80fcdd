import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SAMPLE_RATE } from '../../../src/dsp/audio.js'
import type { Assets } from '../../../src/engines/adapters/embedded/assets.js'
import { prepareStudio } from '../../../src/engines/adapters/embedded/studio-performance.js'
import { decodeAudioFile } from '../../../src/media/codecs/decode-audio-file.js'
import { encodeMp3 } from '../../../src/media/codecs/mp3-encoder.js'
import { writeMidiFile } from '../../../src/music/midi-file.js'
import type { Score } from '../../../src/music/score.js'
import type { StemName } from '../../../src/music/stems.js'
import { midiSoundOf } from '../../../src/studio/midi-sounds.js'
import { performSong, performStems } from '../../../src/studio/performance/perform-song.js'
import { composeTake, type TakeOrder } from '../compose-take.js'
import { LoudestBlock } from '../ears/levels.js'
import { measureAudio, type AudioFigures } from '../ears/measure-audio.js'
import { barSeconds } from '../rules/asked-in-score.js'
import { drawPianoRoll } from './piano-roll.js'
import { drawSpectrogram } from './spectrogram-picture.js'
import { takeFiles } from './take-files.js'

/** Raise it when the ears change: figures of other versions are measured again. */
const FIGURES_VERSION = 6

export interface MadeTake {
  /** Says of which score these are, by which ears. */
  readonly stamp: string
  readonly audio: AudioFigures
  /** Seconds of music a second of performing and mastering, stems not counted. */
  readonly timesRealTime: number
}

/**
 * Performs a take, measures it and writes its files under `out`. What is there already and belongs to the same score is
 * read instead: a report that was broken off goes on where it stopped. A change of the sound alone does not show in a
 * score: `isFresh` performs again all the same.
 */
export async function makeTake(
  order: TakeOrder,
  assets: Assets,
  { out, isFresh }: { readonly out: string; readonly isFresh: boolean },
): Promise<MadeTake> {
  const { score } = composeTake(order)
  const files = takeFiles(order)
  const stamp = `${FIGURES_VERSION}/${createHash('sha256').update(JSON.stringify(score)).digest('hex').slice(0, 24)}`
  const known = isFresh ? undefined : await readFigures(join(out, files.figures))
  if (known?.stamp === stamp) return known

  await mkdir(join(out, files.folder), { recursive: true })
  const studio = await prepareStudio(assets, { score, recordingFiles: {} }, new AbortController().signal)
  const startedAt = performance.now()
  const { mix, plan } = performSong(score, studio)
  const performSeconds = (performance.now() - startedAt) / 1000
  const meters = new Map<StemName, LoudestBlock>()
  for (const { stems } of performStems(score, { ...studio, plan })) {
    for (const [name, [left, right]] of stems) {
      const meter = meters.get(name) ?? new LoudestBlock(SAMPLE_RATE)
      meters.set(name, meter)
      meter.add(left, right)
    }
  }
  await writeFile(join(out, files.mp3), await encodeMp3(mix))
  const decoded = await decodeAudioFile(
    join(out, files.mp3),
    { maxDurationSeconds: 900 },
    new AbortController().signal,
  )
  const { asked } = order.prompt
  const wantedSeconds = order.seconds ?? asked.seconds
  const audio = measureAudio(
    {
      mix,
      decoded,
      ...(score.mix.spectrum && { spectrum: score.mix.spectrum }),
      stemLevels: Object.fromEntries([...meters].map(([name, meter]) => [name, meter.dbfs])),
      stemsOfAsked: (asked.instruments ?? []).map((ids) => stemsPlaying(score, ids)),
      barSeconds: barSeconds(score),
      ...(wantedSeconds !== undefined && { wantedSeconds }),
    },
    asked,
  )
  const made: MadeTake = { stamp, audio, timesRealTime: audio.seconds / performSeconds }
  await Promise.all([
    writeFile(join(out, files.midi), writeMidiFile(score, midiSoundOf)),
    writeFile(join(out, files.spectrogram), drawSpectrogram(mix)),
    writeFile(join(out, files.pianoRoll), drawPianoRoll(score)),
  ])
  // Last, so that figures never stand for files that are not there.
  await writeFile(join(out, files.figures), JSON.stringify(made))
  return made
}

function stemsPlaying(score: Score, instruments: readonly string[]): StemName[] {
  return score.tracks.flatMap((track) =>
    track.kind === 'instrument' && instruments.includes(track.instrument) ? [track.stem] : [],
  )
}

async function readFigures(path: string): Promise<MadeTake | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as MadeTake
  } catch {
    // Not there, or broken off while it was written: it is made anew either way.
    return undefined
  }
}
