import { describe, expect, test } from 'vitest'
import { composeSong } from '../../compose.js'
import type { SectionDraft } from './section-draft.js'
import { withSolo } from './asked-solo.js'

const draft = (kind: SectionDraft['kind']): SectionDraft => ({ kind, label: '', bars: 8, lines: [] })
const VERSES = Array.from({ length: 8 }, (_, i) => `we walk along the river for the ${i} time tonight`).join(
  '\n',
)
const kinds = (drafts: readonly SectionDraft[]) => drafts.map(({ kind }) => kind)

describe('a solo that was asked for', () => {
  test('comes before the last refrain, else last of all but the ending', () => {
    const form = (['verse', 'chorus', 'verse', 'chorus', 'outro'] as const).map(draft)
    expect(kinds(withSolo(form, 8))).toEqual(['verse', 'chorus', 'verse', 'solo', 'chorus', 'outro'])
    expect(kinds(withSolo([draft('verse'), draft('outro')], 8))).toEqual(['verse', 'solo', 'outro'])
    expect(kinds(withSolo([draft('chorus')], 8))).toEqual(['chorus', 'solo'])
  })

  test('is the one that a form has already', () => {
    const [solo] = withSolo([draft('solo')], 4)
    expect(solo).toEqual({ ...draft('solo'), isAsked: true })
  })

  test.each([
    ['rock with a saxophone solo', ['tenor-sax', 'alto-sax']],
    ['folk, harmonica solo', ['harmonica']],
    ['pop, violin solo', ['violin']],
    ['house, piano solo', ['grand-piano', 'bright-piano']],
    ['synthwave, guitar solo', ['lead-guitar', 'electric-guitar']],
  ])('is played on its instrument: %s', (style, instruments) => {
    for (const instrumental of [true, false]) {
      const { score } = composeSong({ style, instrumental, idea: 'the road', maxDurationSeconds: 240 }, 3, 0)
      const { startBeat: from, endBeat: until } = score.sections.find(({ kind }) => kind === 'solo')!
      const player = score.tracks.find((track) => track.kind === 'instrument' && track.id === 'solo')
      if (player?.kind !== 'instrument') throw new Error('nobody plays the solo')
      expect(instruments).toContain(player.instrument)
      const played = player.notes.filter(({ startBeat }) => startBeat >= from && startBeat < until)
      expect(played.length).toBeGreaterThan(6)
    }
  })

  test('is missed aloud where the words leave no room for it', () => {
    const { score, warnings } = composeSong(
      {
        style: 'pop with a guitar solo',
        instrumental: false,
        lyrics: VERSES,
        durationSeconds: 20,
        maxDurationSeconds: 25,
      },
      3,
      0,
    )
    expect(score.sections.some(({ kind }) => kind === 'solo')).toBe(false)
    expect(warnings.map(({ code }) => code)).toContain('solo_left_out')
  })
})
