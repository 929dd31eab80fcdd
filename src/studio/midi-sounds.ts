import type { MidiSound } from '../music/midi-file.js'
import type { Track } from '../music/score.js'
import { instrumentById, type SynthPatchId } from './instruments.js'

/** General MIDI program of the singing voice: "Voice Oohs". */
const VOICE_PROGRAM = 53

/** "FX 8": no General MIDI player knows thunder from a coin. */
const EFFECT_PROGRAM = 103

/** The General MIDI program nearest to each synthesiser patch. */
const PATCH_PROGRAMS: Readonly<Record<SynthPatchId, number>> = {
  'sub-bass': 39,
  'reese-bass': 38,
  'acid-bass': 38,
  'pluck-bass': 38,
  'fm-bass': 39,
  supersaw: 90,
  'saw-lead': 81,
  'square-lead': 80,
  'soft-lead': 82,
  pluck: 84,
  'warm-pad': 89,
  'glass-pad': 92,
  'strings-pad': 50,
  'fm-bell': 98,
  'fm-piano': 5,
  arp: 84,
  'chip-square': 80,
  'chip-triangle': 39,
  riser: 97,
  impact: 118,
  'noise-sweep': 97,
}
const PLUCKED_PROGRAMS = { steel: 25, nylon: 24, electric: 27 } as const
const AMP_PROGRAMS = { clean: 27, crunch: 29, 'high-gain': 30 } as const

/** How a track sounds on any General MIDI player. */
export function midiSoundOf(track: Track): MidiSound {
  if (track.kind === 'voice') return { name: track.id, program: VOICE_PROGRAM, isKit: false }
  const { label, source } = instrumentById(track.instrument)
  switch (source.kind) {
    case 'sampled':
      return { name: label, program: source.program, isKit: false }
    case 'kit':
      return { name: label, program: source.program, isKit: true }
    case 'drum-machine':
      return { name: label, program: 25, isKit: true }
    case 'synth':
      return { name: label, program: PATCH_PROGRAMS[source.patch], isKit: false }
    case 'effect':
      return { name: label, program: EFFECT_PROGRAM, isKit: false }
    case 'plucked': {
      const program = source.amp ? AMP_PROGRAMS[source.amp] : PLUCKED_PROGRAMS[source.body]
      return { name: label, program, isKit: false }
    }
  }
}
