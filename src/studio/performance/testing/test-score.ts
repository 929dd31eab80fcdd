import type { InstrumentTrack, MixSettings, Note, Score, Section, StemMix } from '../../../music/score.js'
import type { StemName } from '../../../music/stems.js'
import { constantTempo } from '../../../music/tempo-map.js'
import { instrumentById } from '../../instruments.js'

/** A score of nothing but the given tracks, at a constant tempo, for tests and measurements. */
export function scoreOf(
  tracks: readonly InstrumentTrack[],
  options: {
    readonly bpm?: number
    readonly endBeat: number
    readonly tailSeconds?: number
    readonly mix?: Partial<MixSettings>
  },
): Score {
  return {
    format: 1,
    engine: 'test/1',
    seed: 1,
    title: 'Test',
    tags: 'test',
    genre: 'test',
    tempoMap: constantTempo(options.bpm ?? 120),
    meters: [{ beat: 0, numerator: 4, denominator: 4 }],
    keys: [{ beat: 0, tonic: 9, mode: 'minor' }],
    sections: [
      { id: 'all', kind: 'verse', label: 'All', startBeat: 0, endBeat: options.endBeat, energy: 0.8 },
    ],
    chords: [],
    tracks,
    recordings: [],
    lyrics: '',
    mix: { stems: {}, glue: 0, tone: [], targetLufs: -14, ...options.mix },
    endBeat: options.endBeat,
    tailSeconds: options.tailSeconds ?? 1,
  }
}

/** Sections one after the other, each so many beats long: verses of middling energy where nothing else is said. */
export function sectionsOf(parts: readonly Partial<Section>[], beats: number): Section[] {
  return parts.map((part, i) => {
    const kind = part.kind ?? 'verse'
    return {
      id: `${i}`,
      kind,
      label: kind,
      startBeat: beats * i,
      endBeat: beats * (i + 1),
      energy: 0.5,
      ...part,
    }
  })
}

/** A track whose id is its instrument's. */
export function trackOf(
  instrument: string,
  notes: readonly Note[],
  extra: Partial<Pick<InstrumentTrack, 'gainDb' | 'pan' | 'doubled'>> = {},
): InstrumentTrack {
  const { stem } = instrumentById(instrument)
  return {
    kind: 'instrument',
    id: instrument,
    stem,
    instrument,
    notes,
    gainDb: 0,
    pan: 0,
    ...extra,
  }
}

/** One note. */
export function note(
  startBeat: number,
  durationBeats: number,
  pitchMidi: number,
  velocity = 0.8,
  extra: Partial<Note> = {},
): Note {
  return { startBeat, durationBeats, pitchMidi, velocity, ...extra }
}

const PROGRESSION = [
  [57, 60, 64],
  [53, 57, 60],
  [48, 52, 55],
  [55, 59, 62],
] as const

/** Ten parts that hardly ever rest, 120 bpm, four chords: the hardest thing a mixer meets in ordinary life. */
export function denseScore(bars: number): Score {
  const tracks = new Map<string, Note[]>()
  const play = (instrument: string, ...notes: Note[]): void => {
    const list = tracks.get(instrument)
    if (list) list.push(...notes)
    else tracks.set(instrument, [...notes])
  }
  for (let bar = 0; bar < bars; bar++) {
    const chord = PROGRESSION[bar % 4]!
    const start = bar * 4
    const touch = (i: number): number => 0.62 + 0.3 * Math.abs(Math.sin(1.7 * bar + 0.9 * i))
    for (let step = 0; step < 16; step++) {
      const beat = start + step / 4
      play(
        'standard-kit',
        note(beat, 0.2, step % 4 === 2 && bar % 2 === 1 ? 46 : 42, 0.5 + 0.3 * touch(step)),
      )
      if (step % 8 === 0 || step === 10) play('standard-kit', note(beat, 0.2, 36, 0.9))
      if (step % 8 === 4) play('standard-kit', note(beat, 0.2, 38, 0.9))
      play('pluck', note(beat, 0.2, chord[step % 3]! + 12 * (1 + (step % 2)), touch(step)))
    }
    for (let step = 0; step < 8; step++) {
      const beat = start + step / 2
      play('electric-bass', note(beat, 0.45, chord[0] - 12 - (chord[0] > 52 ? 12 : 0), touch(step)))
      for (const [string, pitch] of [chord[0] - 12, ...chord, chord[0] + 12].entries()) {
        play('acoustic-guitar', note(beat, 0.5, pitch, 0.8 * touch(step), { offsetSeconds: 0.008 * string }))
      }
      play(
        'crunch-guitar',
        note(beat, 0.5, chord[0] - 12, touch(step)),
        note(beat, 0.5, chord[0] - 5, touch(step)),
      )
    }
    for (let step = 0; step < 4; step++) {
      for (const pitch of chord)
        play('grand-piano', note(start + step, 0.95, pitch + (step % 2) * 12, touch(step)))
      play(
        'violin',
        note(start + step, 1, chord[(step + bar) % 3]! + 24, touch(step), { articulation: 'legato' }),
      )
    }
    for (const pitch of chord) {
      play('string-section', note(start, 4, pitch + 12, 0.6))
      play('warm-pad', note(start, 4, pitch, 0.6))
      play('brass-section', note(start + 2, 1.5, pitch + 12, 0.7))
    }
  }
  const stem = (extra: Partial<StemMix>): StemMix => ({
    gainDb: -6,
    lowCutHz: 90,
    eq: [
      { type: 'peak', frequencyHz: 300, gainDb: -2 },
      { type: 'high-shelf', frequencyHz: 6000, gainDb: 2 },
    ],
    compression: 0.4,
    sends: { room: -14, hall: -16 },
    ...extra,
  })
  const stems: Partial<Record<StemName, StemMix>> = {
    drums: stem({ gainDb: 0, lowCutHz: 0, saturation: 0.2, sends: { room: -14 } }),
    bass: stem({ gainDb: -2, lowCutHz: 30, sends: {}, duck: { by: 'drums', depthDb: 3 } }),
    guitar: stem({}),
    keyboard: stem({ sends: { room: -12, plate: -14 } }),
    strings: stem({ sends: { hall: -9 } }),
    synth: stem({ sends: { plate: -10, delay: -12 }, duck: { by: 'drums', depthDb: 4 } }),
    brass: stem({ sends: { room: -12 } }),
  }
  return scoreOf(
    [...tracks].map(([instrument, notes], i) => trackOf(instrument, notes, { pan: (((i * 7) % 5) - 2) / 4 })),
    {
      endBeat: bars * 4,
      tailSeconds: 3,
      mix: { stems, glue: 0.5, tone: [{ type: 'high-shelf', frequencyHz: 9000, gainDb: 1 }] },
    },
  )
}
