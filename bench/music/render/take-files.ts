import { join } from 'node:path'
import type { TakeOrder } from '../compose-take.js'

/** Names of a take's files, within the report's folder; the page links them. */
export interface TakeFiles {
  readonly folder: string
  readonly mp3: string
  readonly midi: string
  readonly spectrogram: string
  readonly pianoRoll: string
  readonly figures: string
}

export function takeFiles({ prompt, takeIndex }: Pick<TakeOrder, 'prompt' | 'takeIndex'>): TakeFiles {
  const folder = join('takes', `${prompt.id}-take-${takeIndex + 1}`)
  return {
    folder,
    mp3: join(folder, 'song.mp3'),
    midi: join(folder, 'song.mid'),
    spectrogram: join(folder, 'spectrogram.png'),
    pianoRoll: join(folder, 'piano-roll.png'),
    figures: join(folder, 'figures.json'),
  }
}
