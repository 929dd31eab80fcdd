import { copyFile, writeFile } from 'node:fs/promises'
import type { Engines } from '../engines/engines.js'
import type { SeparatedPart } from '../engines/ports/separator.js'
import { WAVEFORM_POINTS, type Take } from '../engines/ports/music-engine.js'
import type { HeardRecording } from '../music/heard.js'
import type { StemName } from '../music/stems.js'
import type { VoiceTraits } from '../music/voice-profile.js'
import { withoutDirectives, type Directives } from './directives.js'
import { SAMPLE_LYRICS, SOUNDING_STEMS, type SandboxMedia } from './media.js'
import { SANDBOX_ENGINE, sandboxScore, SONG_SECONDS, SOURCE_SECONDS, type SongText } from './song.js'

/** What every recording holds. */
const HEARD: HeardRecording = {
  durationSeconds: SOURCE_SECONDS,
  tempoBpm: 120,
  beatTimesSeconds: Array.from({ length: SOURCE_SECONDS * 2 }, (_, beat) => beat / 2),
  firstDownbeatIndex: 0,
  beatsPerBar: 4,
  key: { tonic: 0, mode: 'major' },
  beatConfidence: 1,
  keyConfidence: 1,
  phrases: [{ startSeconds: 0, endSeconds: SOURCE_SECONDS }],
  melody: [],
  chords: [],
  loudnessLufs: -14,
}

/** Every voice. */
const TRAITS: VoiceTraits = {
  soundingSeconds: 20,
  voicedSeconds: 15,
  medianMidi: 62,
  lowMidi: 55,
  highMidi: 72,
  formantSpacingHz: 1100,
  tiltDbPerOctave: -10,
  harmonicsToNoiseDb: 15,
  vibratoRateHz: 5.5,
  vibratoDepthCents: 30,
  driftCents: 10,
}

/** Pieces of the live stream. */
const STREAM_PIECES = 4

/**
 * Engines that answer every request in milliseconds with small real files, as the task's directives want them. Those of
 * `engines` that only read scores are the same in the sandbox.
 */
export function createSandboxEngines(media: SandboxMedia, engines: Engines, directives: Directives): Engines {
  const takesOf = (count: number, describe: (takeIndex: number) => Omit<SongText, 'takeIndex'>): Take[] =>
    Array.from({ length: directives.trackCount ?? count }, (_, takeIndex) => {
      const song = describe(takeIndex)
      return {
        title: song.title,
        lyrics: song.lyrics,
        tags: song.tags,
        score: sandboxScore({ ...song, takeIndex }),
        warnings: directives.warning
          ? [{ code: 'sandbox', message: 'This warning was asked for with [[warning]].' }]
          : [],
        explanation: {},
      }
    })

  const part = async (name: StemName | 'instrumental'): Promise<SeparatedPart> => {
    const mp3 = await media.stem(name)
    return { durationSeconds: SONG_SECONDS, ...(mp3 && { mp3 }) }
  }

  return {
    ...engines,
    music: {
      id: SANDBOX_ENGINE,
      compose: async ({ seed, takeCount, title, style, idea, lyrics, instrumental }) =>
        takesOf(takeCount, () => ({
          title: textOr(title, textOr(firstWords(idea), 'Sandbox Song')),
          tags: textOr(style, 'sandbox'),
          lyrics: instrumental || directives.instrumental ? '' : textOr(lyrics, SAMPLE_LYRICS),
          seed,
        })),
      composeSound: async ({ seed, takeCount, prompt }) =>
        takesOf(takeCount, () => ({
          title: textOr(firstWords(prompt), 'Sandbox Sound'),
          tags: 'sandbox',
          lyrics: '',
          seed,
        })),
      async perform({ score }, listener) {
        const frames = await media.song(score.keys[0]!.tonic === 0 ? 0 : 1)
        const pieceBytes = Math.ceil(frames.length / STREAM_PIECES)
        for (let from = 0; from < frames.length; from += pieceBytes) {
          listener.onEncoded(frames.subarray(from, from + pieceBytes))
          listener.onProgress(Math.min(1, (from + pieceBytes) / frames.length))
        }
        return {
          mp3: frames,
          durationSeconds: SONG_SECONDS,
          waveform: Array.from({ length: WAVEFORM_POINTS }, (_, i) => 1 - (i % 50) / 50),
          loudnessLufs: -14,
          truePeakDbtp: -1,
        }
      },
      renderWav: async (_take, outputPath) => writeFile(outputPath, await media.wav()),
      treat: (recordingPath, _treatment, outputPath) => copyFile(recordingPath, outputPath),
    },
    lyrics: {
      id: SANDBOX_ENGINE,
      write: async ({ prompt }) => {
        const title = textOr(firstWords(prompt), 'Sandbox Song')
        return [
          { title, text: SAMPLE_LYRICS },
          { title: `${title} (second version)`, text: SAMPLE_LYRICS },
        ]
      },
    },
    separator: {
      id: SANDBOX_ENGINE,
      separate: async (_source, mode) => {
        const names = mode === 'vocals' ? (['vocal', 'instrumental'] as const) : SOUNDING_STEMS
        return Promise.all(names.map(async (name) => ({ name, ...(await part(name)) })))
      },
      extract: async (_source, [wanted]) => ({
        extract: await part(wanted?.stem ?? 'vocal'),
        remove: await part('instrumental'),
      }),
    },
    transcriber: {
      id: SANDBOX_ENGINE,
      hear: async () => HEARD,
      hearTogether: async () => HEARD,
      transcribe: async () => ({
        notes: [
          { pitchMidi: 60, startSeconds: 0, endSeconds: 1, velocity: 0.8 },
          { pitchMidi: 64, startSeconds: 1, endSeconds: 2, velocity: 0.8 },
        ],
        program: 0,
      }),
    },
    // Recordings are not listened to here: their words count as not found.
    aligner: { ...engines.aligner, find: async () => [] },
    voiceAnalyst: {
      ...engines.voiceAnalyst,
      id: SANDBOX_ENGINE,
      listen: async () => TRAITS,
      says: async () => true,
      difference: () => undefined,
    },
    coverArtist: { id: SANDBOX_ENGINE, draw: ({ seed }) => media.cover(seed) },
    video: {
      id: SANDBOX_ENGINE,
      render: async (_request, outputPath, _signal, onProgress) => {
        await copyFile(media.videoPath, outputPath)
        onProgress(1)
      },
    },
  }
}

function textOr(text: string | undefined, fallback: string): string {
  return withoutDirectives(text ?? '') || fallback
}

/** Enough of a description for a title. */
function firstWords(text: string | undefined): string {
  return withoutDirectives(text ?? '')
    .split(/\s+/)
    .slice(0, 5)
    .join(' ')
    .slice(0, 80)
}
