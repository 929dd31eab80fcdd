import { expect, test } from 'vitest'
import { composeSong } from '../compose.js'
import { profileById } from '../profiles/index.js'
import { claveOf, turnClave } from './clave.js'

const salsa = profileById('salsa')

test('a profile whose players follow the clave has a direction', () => {
  expect(claveOf(salsa)).toBe('2-3')
  expect(claveOf(turnClave(salsa))).toBe('3-2')
  expect(claveOf(profileById('rock'))).toBeUndefined()
})

test('everybody turns together, and turning twice changes nothing', () => {
  expect(turnClave(turnClave(salsa))).toEqual(salsa)
  const turned = turnClave(salsa)
  expect(turned.grooves[0]!.lanes.rim).toBe(turnedOnce(salsa.grooves[0]!.lanes.rim!))
  const montuno = (profile: typeof salsa): string => {
    const slot = profile.slots.find(({ id }) => id === 'montuno')!
    return slot.role === 'chords' ? slot.patterns[0]!.lanes[0]! : ''
  }
  expect(montuno(turned)).toBe(turnedOnce(montuno(salsa)))
})

function turnedOnce(cells: string): string {
  return cells.slice(8) + cells.slice(0, 8)
}

/** Strokes of the clave in the halves of each of its cycles, `'2-3'` or `'3-2'`, without doubles. */
function directionsIn(bpm: number, takeIndex: number, seed: number): string[] {
  const brief = {
    style: `salsa, ${bpm} bpm`,
    instrumental: true,
    maxDurationSeconds: 480,
    durationSeconds: 60,
  }
  const { score } = composeSong(brief, seed, takeIndex)
  const track = score.tracks.find(({ id }) => id === 'clave')
  const cycle = bpm > 150 ? 8 : 4
  const halves = new Map<number, [number, number]>()
  for (const { startBeat } of track?.kind === 'instrument' ? track.notes : []) {
    // The last bar is the ending's.
    if (startBeat + 0.01 - ((startBeat + 0.01) % cycle) + cycle > score.endBeat - 4) continue
    const counts = halves.get(Math.floor((startBeat + 0.01) / cycle)) ?? [0, 0]
    counts[(startBeat + 0.01) % cycle < cycle / 2 ? 0 : 1]++
    halves.set(Math.floor((startBeat + 0.01) / cycle), counts)
  }
  return [...new Set([...halves.values()].map((counts) => counts.join('-')))]
}

test.each([95, 190])('at %d beats a minute a take keeps one direction, and takes have either', (bpm) => {
  const takes = [0, 1].map((takeIndex) => directionsIn(bpm, takeIndex, 5))
  expect(takes.map((directions) => directions.length)).toEqual([1, 1])
  expect(takes.flat().toSorted()).toEqual(['2-3', '3-2'])
})
