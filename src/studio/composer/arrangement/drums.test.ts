import { expect, test } from 'vitest'
import { createRandom } from '../../../dsp/random.js'
import type { SectionKind } from '../../../music/score.js'
import { PROFILES } from '../../profiles/index.js'
import type { DrumGroove } from '../../profiles/profile.js'
import { METER_GROOVES } from '../../profiles/shared/meter-grooves.js'
import type { SongPlan } from '../plan.js'
import { playDrums } from './drums.js'
import { barsOf } from './song-frame.js'

const KINDS: readonly (readonly [SectionKind, number])[] = [
  ['verse', 0.45],
  ['chorus', 0.65],
  ['bridge', 0.5],
]

/** Names of the grooves that a take plays. */
function groovesOf(
  grooves: readonly DrumGroove[],
  meter: string,
  seed: number,
  takeIndex: number,
  loopEnergy?: number,
): string[] {
  const [numerator, denominator] = meter.split('/').map(Number)
  const beatsPerBar = (numerator! * 4) / denominator!
  const plan: SongPlan = {
    bpm: 100,
    swing: 0.5,
    meter: { numerator: numerator!, denominator: denominator! },
    beatsPerBar,
    key: { tonic: 0, mode: 'major' },
    endBeat: 4 * beatsPerBar * KINDS.length,
    sections: KINDS.map(([kind, energy], index) => ({
      id: `${index}`,
      kind,
      label: kind,
      startBeat: 4 * beatsPerBar * index,
      endBeat: 4 * beatsPerBar * (index + 1),
      energy,
      key: { tonic: 0, mode: 'major' },
      lines: [],
    })),
  }
  const { facts } = playDrums({
    frame: { plan, chords: [], bars: barsOf(plan), leadSpans: [], isSung: false },
    grooves,
    fills: [],
    isActive: () => true,
    ...(loopEnergy !== undefined && { loopEnergy }),
    temperature: 0.5,
    takeIndex,
    random: createRandom(seed),
  })
  return facts.map((fact) => fact.split(': ')[1]!)
}

function expectNothingInCommon(grooves: readonly DrumGroove[], meter: string): void {
  for (const seed of [1, 2, 3, 4, 5]) {
    const [first, second] = [0, 1].map((take) => groovesOf(grooves, meter, seed, take))
    expect(first!.length).toBeGreaterThan(0)
    expect(first!.filter((id) => second!.includes(id))).toEqual([])
  }
}

test.each(['4/4', '3/4', '6/8', '12/8', '9/8', '2/4', '5/4', '7/8'])(
  'two takes of a genre that does not know %s share no groove',
  (meter) => {
    expect(METER_GROOVES.filter((groove) => groove.meter === meter).length).toBeGreaterThan(1)
    expectNothingInCommon([], meter)
  },
)

test.each([
  ['jazz-swing', '3/4'],
  ['cinematic', '3/4'],
  ['country', '3/4'],
  ['folk', '6/8'],
  ['gospel', '12/8'],
  ['soul', '12/8'],
  ['rock', '4/4'],
])('two takes of %s in %s share no groove', (id, meter) => {
  expectNothingInCommon(PROFILES.find((profile) => profile.id === id)!.grooves, meter)
})

test('who loops plays one groove all through the song, and another one in the other take', () => {
  const { grooves } = PROFILES.find(({ id }) => id === 'boom-bap')!
  for (const seed of [1, 2, 3, 4, 5]) {
    const [first, second] = [0, 1].map((take) => groovesOf(grooves, '4/4', seed, take, 0.6))
    expect(new Set(first).size).toBe(1)
    expect(new Set(second).size).toBe(1)
    expect(first![0]).not.toBe(second![0])
  }
})
