import { readFileSync } from 'node:fs'
import { SAMPLE_RATE } from '../../src/dsp/audio.js'
import type { Note, SungPhrase, SungSyllable, SungWord, VoiceTrack } from '../../src/music/score.js'
import { constantTempo } from '../../src/music/tempo-map.js'
import { loadVoiceModel, type VoiceModel } from '../../src/studio/voice/hts-model.js'
import { createSinger } from '../../src/studio/voice/singer.js'

/** Short ways to write singing in tests. One beat is one second. */
export const TEMPO = constantTempo(60)

let model: VoiceModel | undefined

export function voiceBytes(): Uint8Array {
  return readFileSync(new URL('../../assets/voices/cmu_us_slt_arctic_hts.htsvoice', import.meta.url))
}

export function voiceModel(): VoiceModel {
  return (model ??= loadVoiceModel(voiceBytes()))
}

export function note(startBeat: number, durationBeats: number, pitchMidi: number, velocity = 0.75): Note {
  return { startBeat, durationBeats, pitchMidi, velocity }
}

/** Phones separated by blanks; the vowel is found, or the first phone stands for it. */
export function syllable(phones: string, ...notes: Note[]): SungSyllable {
  const list = phones === '' ? [] : phones.split(' ')
  return {
    phones: list,
    nucleus: Math.max(
      0,
      list.findIndex((phone) => /^[aeiou]/.test(phone)),
    ),
    stress: 1,
    notes,
  }
}

export function word(text: string, ...syllables: SungSyllable[]): SungWord {
  return { text, charStart: 0, charEnd: text.length, syllables }
}

export function voiceTrack(singer: string, ...phrases: SungPhrase[]): VoiceTrack {
  return { kind: 'voice', id: 'lead', stem: 'vocal', gainDb: 0, pan: 0, singer, phrases }
}

export function sing(
  track: VoiceTrack,
  seconds: number,
  seed = 1,
  blockLength = seconds * SAMPLE_RATE,
): Float32Array {
  const voice = createSinger(track, TEMPO, voiceModel(), seed)
  const out = new Float32Array(Math.round(seconds * SAMPLE_RATE))
  for (let at = 0; at < out.length; at += blockLength) voice.read(out.subarray(at, at + blockLength))
  return out
}
