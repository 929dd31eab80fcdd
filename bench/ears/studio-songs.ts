import { createAudio, type Audio } from '../../src/dsp/audio.js'
import { createAssets } from '../../src/engines/adapters/embedded/assets.js'
import { playSong, playStems, prepareStudio } from '../../src/engines/adapters/embedded/studio-performance.js'
import type { Score } from '../../src/music/score.js'
import { composeSong } from '../../src/studio/compose.js'

/** A song of ours with all that is known of it, to be listened to as if it came from outside. */
export interface StudioSong {
  readonly name: string
  readonly score: Score
  readonly mix: Audio
  /** All singers as they sound in the mix. */
  readonly voice: Audio
}

const RIVER = `[Verse]
The river runs below the hill
And every morning I can hear it still
The water tells me where to go
A secret only children know
[Chorus]
Carry me home across the silver sea
Carry me home where I was meant to be
The night is long but I can see the light
Carry me home before the end of night`

const NEON = `[Verse]
Neon letters on a rainy street
I keep on moving to a broken beat
You left your number on a paper cup
I never had the nerve to call you up
[Chorus]
We are running out of time tonight
Dancing with the shadows in the light
Hold my hand and never let me fall
We can have forever or nothing at all`

const SONGS = [
  { name: 'pop', style: 'pop, piano, 104 bpm', lyrics: RIVER, vocalGender: 'f' },
  { name: 'rock', style: 'rock, electric guitar, 128 bpm', lyrics: NEON, vocalGender: 'm' },
  { name: 'folk', style: 'folk, acoustic guitar, 92 bpm', lyrics: RIVER, vocalGender: 'm' },
  { name: 'synth-pop', style: 'synth-pop, 118 bpm', lyrics: NEON, vocalGender: 'f' },
  { name: 'soul', style: 'soul, 84 bpm', lyrics: NEON, vocalGender: 'f' },
  { name: 'country', style: 'country, 100 bpm', lyrics: RIVER, vocalGender: 'm' },
] as const

/**
 * The songs whose names are given, or all, each composed and performed when it is its turn.
 * @param change What is done to a score before it is performed; nothing by default.
 */
export async function* studioSongs(
  names: readonly string[],
  change: (score: Score) => Score = (score) => score,
): AsyncGenerator<StudioSong> {
  const assets = createAssets()
  const { signal } = new AbortController()
  for (const [index, { name, ...brief }] of SONGS.entries()) {
    if (names.length > 0 && !names.includes(name)) continue
    const { score: written } = composeSong(
      { ...brief, instrumental: false, durationSeconds: 45, maxDurationSeconds: 52 },
      101 + index,
      0,
    )
    const score = change(written)
    const studio = await prepareStudio(assets, { score, recordingFiles: {} }, signal)
    const { mix, plan } = await playSong(score, studio, signal, () => undefined)
    const voice = createAudio(2, mix.channels[0]!.length)
    let at = 0
    for await (const { mix: block, stems } of playStems(score, studio, plan, signal)) {
      for (const stem of [stems.get('vocal'), stems.get('backingVocals')]) {
        stem?.forEach((channel, side) => {
          for (let i = 0; i < channel.length; i++) voice.channels[side]![at + i]! += channel[i]!
        })
      }
      at += block[0].length
    }
    yield { name, score, mix, voice }
  }
}
