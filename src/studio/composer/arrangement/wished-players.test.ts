import { expect, test } from 'vitest'
import { composeSong } from '../../compose.js'

/** Played notes that are enough to tell an instrument by. */
const FEWEST_NOTES = 8

test.each([
  ['folk with harmonica', ['harmonica'], undefined],
  ['afrobeat with harmonica', ['harmonica'], 60],
  ['city pop with cello', ['cello'], 60],
  ['waltz with accordion', ['accordion'], 60],
  ['reggae with oboe', ['oboe'], undefined],
  ['lullaby with harmonica', ['harmonica'], undefined],
])('who was asked for is heard in sung songs, too: %s', (style, instruments, durationSeconds) => {
  for (const takeIndex of [0, 1]) {
    const { score } = composeSong(
      {
        style,
        instrumental: false,
        idea: 'the road home',
        maxDurationSeconds: 240,
        ...(durationSeconds !== undefined && { durationSeconds }),
      },
      11,
      takeIndex,
    )
    const notes = score.tracks.flatMap((track) =>
      track.kind === 'instrument' && instruments.includes(track.instrument) ? track.notes : [],
    )
    expect(notes.length).toBeGreaterThanOrEqual(FEWEST_NOTES)
    expect(notes.every(({ startBeat }) => startBeat >= 0 && startBeat < score.endBeat)).toBe(true)
  }
})

test.each(['2/4', '3/4', '4/4', '5/4', '6/8', '7/8', '9/8', '12/8'])('congas are played in %s', (meter) => {
  const { score } = composeSong(
    {
      style: `march in ${meter} with congas`,
      instrumental: true,
      durationSeconds: 40,
      maxDurationSeconds: 60,
    },
    5,
    0,
  )
  expect(`${score.meters[0]!.numerator}/${score.meters[0]!.denominator}`).toBe(meter)
  const percussion = score.tracks.filter(({ stem }) => stem === 'percussion')
  expect(
    percussion.some(
      (track) =>
        track.kind === 'instrument' && track.instrument === 'percussion-kit' && track.notes.length > 16,
    ),
  ).toBe(true)
})
