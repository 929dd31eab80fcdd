import type { StemName } from '../music/stems.js'
import { EFFECT_INSTRUMENTS } from './sounds/effect-instruments.js'

/** Where an instrument's sound comes from. */
export type SoundSource =
  /** A General MIDI program (0-127) of the SoundFont; organs may stand before a rotary speaker. */
  | { readonly kind: 'sampled'; readonly program: number; readonly speaker?: 'rotary' }
  /** A drum kit of the SoundFont (bank 128); notes are General MIDI percussion keys. */
  | { readonly kind: 'kit'; readonly program: number }
  /** Synthesised drum machine; notes are General MIDI percussion keys. */
  | { readonly kind: 'drum-machine'; readonly model: '808' | '909' | 'lofi' }
  /** Synthesiser patch of `studio/synth/patches.ts`. */
  | { readonly kind: 'synth'; readonly patch: SynthPatchId }
  /** Plucked strings; with `amp` through amplifier and cabinet. */
  | {
      readonly kind: 'plucked'
      readonly body: 'steel' | 'nylon' | 'electric'
      readonly amp?: 'clean' | 'crunch' | 'high-gain'
    }
  /** A recipe of `studio/sounds`; a note's length is the effect's. */
  | { readonly kind: 'effect'; readonly recipe: string }

export type SynthPatchId =
  | 'sub-bass'
  | 'reese-bass'
  | 'acid-bass'
  | 'pluck-bass'
  | 'fm-bass'
  | 'supersaw'
  | 'saw-lead'
  | 'square-lead'
  | 'soft-lead'
  | 'pluck'
  | 'warm-pad'
  | 'glass-pad'
  | 'strings-pad'
  | 'fm-bell'
  | 'fm-piano'
  | 'arp'
  | 'chip-square'
  | 'chip-triangle'
  | 'riser'
  | 'impact'
  | 'noise-sweep'

export interface Instrument {
  readonly id: string
  /** As shown to people. */
  readonly label: string
  readonly stem: StemName
  readonly source: SoundSource
  /** Comfortable range; writers stay inside, players fold octaves to it. */
  readonly lowMidi: number
  readonly highMidi: number
}

const gm = (
  id: string,
  label: string,
  stem: StemName,
  program: number,
  lowMidi: number,
  highMidi: number,
): Instrument => ({
  id,
  label,
  stem,
  source: { kind: 'sampled', program },
  lowMidi,
  highMidi,
})
const rotary = (id: string, label: string, program: number): Instrument => ({
  ...gm(id, label, 'keyboard', program, 36, 96),
  source: { kind: 'sampled', program, speaker: 'rotary' },
})
const patch = (
  id: SynthPatchId,
  label: string,
  stem: StemName,
  lowMidi: number,
  highMidi: number,
): Instrument => ({
  id,
  label,
  stem,
  source: { kind: 'synth', patch: id },
  lowMidi,
  highMidi,
})
const kit = (id: string, label: string, program: number): Instrument => ({
  id,
  label,
  stem: 'drums',
  source: { kind: 'kit', program },
  lowMidi: 27,
  highMidi: 87,
})
const machine = (id: string, label: string, model: '808' | '909' | 'lofi'): Instrument => ({
  id,
  label,
  stem: 'drums',
  source: { kind: 'drum-machine', model },
  lowMidi: 27,
  highMidi: 87,
})
const plucked = (
  id: string,
  label: string,
  body: 'steel' | 'nylon' | 'electric',
  amp?: 'clean' | 'crunch' | 'high-gain',
): Instrument => ({
  id,
  label,
  stem: 'guitar',
  source: amp ? { kind: 'plucked', body, amp } : { kind: 'plucked', body },
  lowMidi: 40,
  highMidi: 84,
})

/** Every musical instrument a score may name: the one list that writers and players share. */
export const INSTRUMENTS: readonly Instrument[] = [
  gm('grand-piano', 'Piano', 'keyboard', 0, 28, 103),
  gm('bright-piano', 'Bright Piano', 'keyboard', 1, 28, 103),
  gm('honky-tonk', 'Honky-tonk Piano', 'keyboard', 3, 36, 96),
  gm('electric-piano', 'Electric Piano', 'keyboard', 4, 33, 96),
  gm('fm-electric-piano', 'Digital Piano', 'keyboard', 5, 33, 96),
  gm('harpsichord', 'Harpsichord', 'keyboard', 6, 36, 89),
  gm('clavinet', 'Clavinet', 'keyboard', 7, 36, 88),
  gm('celesta', 'Celesta', 'keyboard', 8, 60, 108),
  gm('glockenspiel', 'Glockenspiel', 'percussion', 9, 72, 108),
  gm('music-box', 'Music Box', 'keyboard', 10, 60, 96),
  gm('vibraphone', 'Vibraphone', 'percussion', 11, 53, 89),
  gm('marimba', 'Marimba', 'percussion', 12, 45, 96),
  rotary('drawbar-organ', 'Organ', 16),
  rotary('rock-organ', 'Rock Organ', 18),
  gm('church-organ', 'Church Organ', 'keyboard', 19, 36, 96),
  gm('accordion', 'Accordion', 'keyboard', 21, 53, 89),
  gm('harmonica', 'Harmonica', 'woodwinds', 22, 60, 84),
  plucked('acoustic-guitar', 'Acoustic Guitar', 'steel'),
  plucked('nylon-guitar', 'Nylon Guitar', 'nylon'),
  plucked('electric-guitar', 'Electric Guitar', 'electric', 'clean'),
  plucked('crunch-guitar', 'Rhythm Electric Guitar', 'electric', 'crunch'),
  plucked('distorted-guitar', 'Distorted Electric Guitar', 'electric', 'high-gain'),
  plucked('lead-guitar', 'Lead Electric Guitar', 'electric', 'high-gain'),
  gm('jazz-guitar', 'Jazz Guitar', 'guitar', 26, 40, 84),
  gm('upright-bass', 'Upright Bass', 'bass', 32, 28, 60),
  gm('electric-bass', 'Electric Bass', 'bass', 33, 28, 60),
  gm('picked-bass', 'Picked Bass', 'bass', 34, 28, 60),
  gm('fretless-bass', 'Fretless Bass', 'bass', 35, 28, 60),
  gm('slap-bass', 'Slap Bass', 'bass', 36, 28, 60),
  patch('sub-bass', 'Sub Bass', 'bass', 24, 48),
  patch('reese-bass', 'Reese Bass', 'bass', 24, 55),
  patch('acid-bass', 'Acid Bass', 'bass', 24, 60),
  patch('pluck-bass', 'Synth Bass', 'bass', 24, 60),
  patch('fm-bass', 'FM Bass', 'bass', 24, 60),
  gm('violin', 'Violin', 'strings', 40, 55, 100),
  gm('viola', 'Viola', 'strings', 41, 48, 88),
  gm('cello', 'Cello', 'strings', 42, 36, 76),
  gm('double-bass', 'Double Bass', 'strings', 43, 28, 60),
  gm('tremolo-strings', 'Tremolo Strings', 'strings', 44, 36, 96),
  gm('pizzicato-strings', 'Pizzicato Strings', 'strings', 45, 36, 96),
  gm('harp', 'Harp', 'strings', 46, 28, 100),
  gm('timpani', 'Timpani', 'percussion', 47, 36, 57),
  gm('string-section', 'String Section', 'strings', 48, 36, 96),
  gm('slow-strings', 'Slow Strings', 'strings', 49, 36, 96),
  gm('choir-aahs', 'Choir', 'backingVocals', 52, 48, 84),
  gm('voice-oohs', 'Voice Oohs', 'backingVocals', 53, 48, 84),
  gm('trumpet', 'Trumpet', 'brass', 56, 55, 84),
  gm('trombone', 'Trombone', 'brass', 57, 40, 72),
  gm('tuba', 'Tuba', 'brass', 58, 28, 58),
  gm('muted-trumpet', 'Muted Trumpet', 'brass', 59, 55, 84),
  gm('french-horn', 'French Horn', 'brass', 60, 41, 77),
  gm('brass-section', 'Brass Section', 'brass', 61, 43, 84),
  gm('soprano-sax', 'Soprano Saxophone', 'woodwinds', 64, 56, 87),
  gm('alto-sax', 'Alto Saxophone', 'woodwinds', 65, 49, 80),
  gm('tenor-sax', 'Tenor Saxophone', 'woodwinds', 66, 44, 76),
  gm('baritone-sax', 'Baritone Saxophone', 'woodwinds', 67, 36, 69),
  gm('oboe', 'Oboe', 'woodwinds', 68, 58, 91),
  gm('bassoon', 'Bassoon', 'woodwinds', 70, 34, 72),
  gm('clarinet', 'Clarinet', 'woodwinds', 71, 50, 91),
  gm('piccolo', 'Piccolo', 'woodwinds', 72, 74, 102),
  gm('flute', 'Flute', 'woodwinds', 73, 60, 96),
  gm('recorder', 'Recorder', 'woodwinds', 74, 60, 91),
  gm('pan-flute', 'Pan Flute', 'woodwinds', 75, 60, 91),
  gm('whistle', 'Whistle', 'woodwinds', 78, 67, 96),
  gm('sitar', 'Sitar', 'guitar', 104, 48, 84),
  gm('banjo', 'Banjo', 'guitar', 105, 48, 86),
  gm('koto', 'Koto', 'guitar', 107, 48, 84),
  gm('kalimba', 'Kalimba', 'percussion', 108, 55, 91),
  gm('bagpipes', 'Bagpipes', 'woodwinds', 109, 55, 82),
  gm('fiddle', 'Fiddle', 'strings', 110, 55, 96),
  gm('steel-drums', 'Steel Drums', 'percussion', 114, 55, 88),
  gm('taiko', 'Taiko', 'percussion', 116, 36, 60),
  patch('supersaw', 'Supersaw', 'synth', 36, 96),
  patch('saw-lead', 'Synth Lead', 'synth', 48, 96),
  patch('square-lead', 'Square Lead', 'synth', 48, 96),
  patch('soft-lead', 'Soft Lead', 'synth', 48, 96),
  patch('pluck', 'Synth Pluck', 'synth', 36, 96),
  patch('arp', 'Arpeggiator', 'synth', 36, 96),
  patch('warm-pad', 'Synth Pad', 'synth', 36, 91),
  patch('glass-pad', 'Glass Pad', 'synth', 48, 96),
  patch('strings-pad', 'Synth Strings', 'synth', 36, 91),
  patch('fm-bell', 'Bells', 'synth', 55, 103),
  patch('fm-piano', 'Synth Keys', 'keyboard', 36, 96),
  patch('chip-square', 'Chip Square', 'synth', 36, 96),
  patch('chip-triangle', 'Chip Triangle', 'bass', 24, 72),
  patch('riser', 'Risers', 'fx', 36, 84),
  patch('impact', 'Impact', 'fx', 24, 60),
  patch('noise-sweep', 'Noise Sweep', 'fx', 36, 84),
  kit('standard-kit', 'Drum Kit', 0),
  kit('room-kit', 'Room Kit', 8),
  kit('power-kit', 'Power Kit', 16),
  kit('brush-kit', 'Brush Kit', 40),
  kit('orchestra-kit', 'Orchestra Kit', 48),
  { ...kit('percussion-kit', 'Percussion', 0), stem: 'percussion' },
  machine('808-kit', '808', '808'),
  machine('909-kit', 'Electronic Drum Kit', '909'),
  machine('lofi-kit', 'Lo-fi Kit', 'lofi'),
]

const BY_ID = new Map(
  [...INSTRUMENTS, ...EFFECT_INSTRUMENTS].map((instrument) => [instrument.id, instrument]),
)

/** Whether its notes are General MIDI percussion keys. */
export function isKit({ source }: Pick<Instrument, 'source'>): boolean {
  return source.kind === 'kit' || source.kind === 'drum-machine'
}

/** An instrument or effect. Throws RangeError for an id that is in neither list: a bug in a profile or a score of another version. */
export function instrumentById(id: string): Instrument {
  const instrument = BY_ID.get(id)
  if (!instrument) throw new RangeError(`unknown instrument "${id}"`)
  return instrument
}
