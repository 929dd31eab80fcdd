import { describe, expect, test } from 'vitest'
import type { VoiceTrack } from '../../music/score.js'
import { voiceModel } from '../../../test/support/voice-fixtures.js'
import { createRandom } from '../../dsp/random.js'
import { composeSong } from '../compose.js'
import { breathGroups } from '../voice/breath-groups.js'
import { inManner } from '../voice/manners.js'
import { singerById } from '../voice/singers.js'
import { planGroups } from '../voice/song-plan.js'
import { createVocalTract } from '../voice/vocal-tract.js'
import { performGroup } from '../voice/voice-frames.js'
import { timedWords } from './timed-words.js'

const STANZA = `[Verse: {weird} 🎤]
yo wassup, it's 3:45 a.m. & I'm still up 4 u — lol!!! 😂😂
Björk, Søren, Nguyễn, Dvořák & Siobhán walked into O'Malley's @ 7th St.
(uh-huh, yeah-eah, oooooh) gonna gotta wanna 'cause y'all ain't finna quit

<b>$1,000,000.50</b> on the #1 spot, 24/7, 99.9% sure; w/o u it's a no-go
XÆA-12 "quoted 'twice' over" …and... so—on—and/or not?! https://x.co/a?b=c

Привет, 世界! こんにちは, mañana, naïve, façade, señorita, smörgåsbord
ZZ TOP vs. AC/DC: N.W.A., R&B, LMFAO, rn, tbh, 2nite, gr8, b4, k9, x2
rhythm myths, strengths, sixths, scrnch, psst, hmm, brrr, tsk — supercalifragilisticexpialidocious`

describe('lyrics as badly written as can be', () => {
  const lyrics = Array.from({ length: 7 }, () => STANZA).join('\n\n')
  const { score, warnings } = composeSong(
    { lyrics, style: 'pop', instrumental: false, maxDurationSeconds: 900 },
    3,
    0,
  )
  const lead = score.tracks.find(
    (track): track is VoiceTrack => track.kind === 'voice' && track.stem === 'vocal',
  )!

  test('are sung word for word to the end, or said to be left out', () => {
    expect(lyrics.split(/\s+/).length).toBeGreaterThan(400)
    const shortened = warnings.some(({ code }) => code === 'lyrics_shortened')
    const sung = new Set(timedWords(score).map(({ charStart }) => charStart))
    const written = [...lyrics.matchAll(/[^\s—–…]+/g)].filter(
      ({ 0: token, index }) =>
        /\p{L}/u.test(token) &&
        !/^\[|\]$/.test(token) &&
        !/^[x×]\d+$/i.test(token) &&
        !isInBrackets(lyrics, index),
    )
    const missed = written.filter(({ 0: token, index }) => {
      for (let at = index; at < index + token.length; at++) if (sung.has(at)) return false
      return true
    })
    if (!shortened) expect(missed.map(([token]) => token)).toEqual([])
    expect(warnings.map(({ code }) => code)).toContain('lyrics_script_not_supported')
  })

  test('give the voice finite work in every breath', () => {
    const model = voiceModel()
    const singer = inManner(singerById(lead.singer))
    const plan = planGroups(breathGroups(lead, score.tempoMap), model, singer)
    const tract = createVocalTract(model, singer)
    expect(plan.count).toBeGreaterThan(20)
    for (let i = 0; i < plan.count; i += 3) {
      const frames = performGroup(plan.group(i), model, tract, singer, createRandom(i))
      expect(frames.count).toBeGreaterThan(0)
      expect(frames.gain.every(Number.isFinite) && frames.cepstra.every(Number.isFinite)).toBe(true)
    }
  })
})

function isInBrackets(text: string, index: number): boolean {
  const open = text.lastIndexOf('[', index)
  return open >= 0 && text.indexOf(']', open) > index
}
