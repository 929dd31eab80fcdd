import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Audio } from '../../../src/dsp/audio.js'
import { writeMidiFile } from '../../../src/music/midi-file.js'
import type { PlayedNote } from '../../../src/music/played-notes.js'
import type { InstrumentTrack, Score } from '../../../src/music/score.js'
import { constantTempo } from '../../../src/music/tempo-map.js'

/** What parts are played at unless something else is asked for, in Hz. */
const DEFAULT_RATE = 44_100

/** What one player plays, in clock time. */
export interface PlayedPart {
  /** General MIDI program, 0 … 127; of drums ignored. */
  readonly program: number
  readonly isDrums: boolean
  readonly notes: readonly PlayedNote[]
}

/** SoundFonts of Debian's packages that none of our instruments are made from. */
export const SOUND_FONTS = {
  fluid: { package: 'fluid-soundfont-gm', path: '/usr/share/sounds/sf2/FluidR3_GM.sf2' },
  tim: { package: 'timgm6mb-soundfont', path: '/usr/share/sounds/sf2/TimGM6mb.sf2' },
} as const

/** The parts as Debian's `fluidsynth` plays them, with its own room, stereo. */
export async function renderWithFluidSynth(
  parts: readonly PlayedPart[],
  soundFont: keyof typeof SOUND_FONTS,
  sampleRate = DEFAULT_RATE,
): Promise<Audio> {
  const folder = await mkdtemp(join(tmpdir(), 'ears-'))
  try {
    await writeFile(join(folder, 'part.mid'), midiOf(parts))
    const raw = join(folder, 'part.raw')
    execFileSync(
      'fluidsynth',
      // prettier-ignore
      ['-ni', '-g', '0.5', '-F', raw, '-T', 'raw', '-O', 'float', '-r', String(sampleRate), SOUND_FONTS[soundFont].path, join(folder, 'part.mid')],
      { stdio: 'ignore' },
    )
    return planar(await readFile(raw), sampleRate)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function planar(raw: Buffer, sampleRate: number): Audio {
  const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength))
  const frames = samples.length / 2
  const channels = [new Float32Array(frames), new Float32Array(frames)] as const
  for (let i = 0; i < frames; i++) {
    channels[0][i] = samples[2 * i]!
    channels[1][i] = samples[2 * i + 1]!
  }
  return { sampleRate, channels }
}

/** At 120 beats a minute: half a second a beat. */
function midiOf(parts: readonly PlayedPart[]): Uint8Array {
  const tracks = parts.map(({ notes }, i): InstrumentTrack => ({
    kind: 'instrument',
    id: String(i),
    stem: 'keyboard',
    instrument: 'grand-piano',
    gainDb: 0,
    pan: 0,
    notes: notes.map(({ startSeconds, endSeconds, pitchMidi, velocity }) => ({
      startBeat: 2 * startSeconds,
      durationBeats: 2 * (endSeconds - startSeconds),
      pitchMidi,
      velocity,
    })),
  }))
  const score: Score = {
    format: 1,
    engine: 'bench',
    seed: 0,
    title: '',
    tags: '',
    genre: '',
    tempoMap: constantTempo(120),
    meters: [{ beat: 0, numerator: 4, denominator: 4 }],
    keys: [],
    sections: [],
    chords: [],
    tracks,
    recordings: [],
    lyrics: '',
    mix: { stems: {}, glue: 0, tone: [], targetLufs: -14 },
    endBeat: 2 * parts.flatMap(({ notes }) => notes).reduce((end, note) => Math.max(end, note.endSeconds), 1),
    tailSeconds: 0,
  }
  return writeMidiFile(score, ({ id }) => {
    const { program, isDrums } = parts[Number(id)]!
    return { name: id, program: isDrums ? 0 : program, isKit: isDrums }
  })
}
