import { durationSeconds, type Audio } from '../../src/dsp/audio.js'

/** How fast sound is listened to, by what is done with it. */
export interface Speeds {
  /** Does the work and adds its processor time (user and system, so that what else the machine does hardly matters). */
  measure<T>(what: string, audio: Audio, work: () => T | Promise<T>): Promise<T>
  /** One row for each thing done, in the order in which they were first done. */
  table(): Record<string, string | number>[]
}

export function createSpeeds(): Speeds {
  const spent = new Map<string, { sound: number; processor: number }>()
  return {
    async measure(what, audio, work) {
      const before = process.cpuUsage()
      const result = await work()
      const { user, system } = process.cpuUsage(before)
      const so = spent.get(what) ?? { sound: 0, processor: 0 }
      spent.set(what, {
        sound: so.sound + durationSeconds(audio),
        processor: so.processor + (user + system) / 1e6,
      })
      return result
    },
    table: () =>
      [...spent].map(([what, { sound, processor }]) => ({
        what,
        'sound, s': Math.round(sound),
        'processor time, s': Number(processor.toFixed(1)),
        'times real time on one core': Number((sound / processor).toFixed(1)),
      })),
  }
}
