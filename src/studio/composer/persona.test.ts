import { describe, expect, it } from 'vitest'
import { personaOfScore, type Persona } from '../../music/persona.js'
import { playedNotes } from '../../music/played-notes.js'
import type { Score, VoiceTrack } from '../../music/score.js'
import type { Brief } from '../brief.js'
import { composeSong } from '../compose.js'
import { readStyle } from '../style/read-style.js'

const BRIEF: Brief = {
  lyrics:
    '[Verse]\nHere we are together\nWalking in the rain\n[Chorus]\nHold me now forever\nHold me once again',
  title: 'Rain',
  style: 'pop',
  instrumental: false,
  durationSeconds: 30,
  maxDurationSeconds: 60,
}
const SILAS: Persona = { id: 'p', kind: 'style', name: 'Silas', description: '', singerId: 'silas' }
const leadOf = (score: Score): VoiceTrack =>
  score.tracks.find((track): track is VoiceTrack => track.kind === 'voice' && track.stem === 'vocal')!

describe('a song with a persona', () => {
  it('is sung by its singer in every take, whatever voice was wished', () => {
    for (const take of [0, 1]) {
      const { score } = composeSong({ ...BRIEF, vocalGender: 'f', persona: SILAS }, 5, take)
      expect(leadOf(score)).toMatchObject({ singer: 'silas' })
      expect(leadOf(score).voice).toBeUndefined()
    }
  })

  it('is written in the range of the voice, which goes with the score', () => {
    const voice = {
      lowMidi: 50,
      highMidi: 68,
      tractLength: 1.1,
      tiltDbPerOctave: 0.5,
      breathDb: 2,
      vibrato: { rateHz: 6, depthCents: 40 },
      driftCents: 5,
    }
    const { score } = composeSong({ ...BRIEF, persona: { ...SILAS, kind: 'voice', voice } }, 5, 0)
    expect(leadOf(score).voice).toEqual(voice)
    const pitches = playedNotes(leadOf(score), score.tempoMap).map(({ pitchMidi }) => pitchMidi)
    expect(Math.min(...pitches)).toBeGreaterThanOrEqual(50)
    expect(Math.max(...pitches)).toBeLessThanOrEqual(68)
  })

  it('leans towards its style without being settled by it', () => {
    const persona = { ...SILAS, style: 'bossa nova, 190 bpm, D minor' }
    const both = readStyle({ ...BRIEF, style: 'house', persona })
    expect(both.blend[0]!.profile.id).toBe('house')
    expect(both.bpm).toBeUndefined()
    expect(both.tonic).toBeUndefined()
    expect(readStyle({ ...BRIEF, style: '', persona }).blend[0]!.profile.id).toBe('bossa-nova')
  })
})

describe('a persona taken from a song', () => {
  it('keeps singer and style, with the words its maker adds in front', () => {
    const { score } = composeSong({ ...BRIEF, persona: SILAS }, 5, 0)
    const wishes = { id: 'q', name: 'Q', description: 'low', vocalStart: 0, vocalEnd: 30, style: 'smoky' }
    expect(personaOfScore(score, wishes)).toEqual({
      id: 'q',
      kind: 'style',
      name: 'Q',
      description: 'low',
      style: `smoky, ${score.tags}`,
      singerId: 'silas',
    })
  })

  it('has no singer when nobody sings', () => {
    const { score } = composeSong({ ...BRIEF, instrumental: true }, 5, 0)
    const wishes = { id: 'q', name: 'Q', description: '', vocalStart: 0, vocalEnd: 30 }
    expect(personaOfScore(score, wishes)).not.toHaveProperty('singerId')
  })
})
