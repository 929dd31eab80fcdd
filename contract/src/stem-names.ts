import type { SeparatedStemName } from './task-results.js'

/** Where a part is found: a whole stem, some of its instruments, or some keys of the drum kits in it. */
export interface StemPart {
  readonly stem: Exclude<SeparatedStemName, 'instrumental'>
  /** Ids of the studio's instruments; absent: all of the stem. An empty list: the studio has no such instrument. */
  readonly instruments?: readonly string[]
  /** General MIDI percussion keys; notes of other keys are left. Only kits have keys. */
  readonly keys?: readonly number[]
}

const whole = (stem: StemPart['stem']): StemPart => ({ stem })
const played = (stem: StemPart['stem'], ...instruments: string[]): StemPart => ({ stem, instruments })
const struck = (...keys: number[]): StemPart[] => [
  { stem: 'drums', keys },
  { stem: 'percussion', keys },
]

/**
 * The 98 names that `stemName` may have for `split_stem_advanced`, and which part of a song each means. Of a recording,
 * whose instruments cannot be told apart so finely, the stem of the first part is taken.
 */
export const STEM_PARTS = {
  'Lead Vocal': [whole('vocal')],
  'Drum Kit': [played('drums', 'standard-kit', 'room-kit', 'power-kit', 'brush-kit', 'orchestra-kit')],
  Kick: struck(35, 36),
  Snare: struck(37, 38, 40),
  Risers: [played('fx', 'riser', 'noise-sweep')],
  Bass: [whole('bass')],
  'Backing Vocals': [whole('backingVocals')],
  Piano: [played('keyboard', 'grand-piano', 'bright-piano', 'honky-tonk')],
  'Electric Guitar': [
    played('guitar', 'electric-guitar', 'crunch-guitar', 'distorted-guitar', 'lead-guitar', 'jazz-guitar'),
  ],
  Percussion: [whole('percussion')],
  'String Section': [
    played('strings', 'string-section', 'slow-strings', 'tremolo-strings', 'pizzicato-strings'),
  ],
  Synth: [whole('synth')],
  'Acoustic Guitar': [played('guitar', 'acoustic-guitar', 'nylon-guitar')],
  'Sound Effects': [whole('fx')],
  'Synth Pad': [played('synth', 'warm-pad', 'glass-pad')],
  'Synth Bass': [
    played('bass', 'sub-bass', 'reese-bass', 'acid-bass', 'pluck-bass', 'fm-bass', 'chip-triangle'),
  ],
  Guitar: [
    played(
      'guitar',
      'acoustic-guitar',
      'nylon-guitar',
      'electric-guitar',
      'crunch-guitar',
      'distorted-guitar',
      'lead-guitar',
      'jazz-guitar',
    ),
  ],
  'Brass Section': [whole('brass')],
  Organ: [played('keyboard', 'drawbar-organ', 'rock-organ', 'church-organ')],
  'Electronic Drum Kit': [played('drums', '808-kit', '909-kit', 'lofi-kit')],
  'Lead Electric Guitar': [played('guitar', 'lead-guitar')],
  'Synth Keys': [played('keyboard', 'fm-piano')],
  'Rhythm Electric Guitar': [played('guitar', 'crunch-guitar')],
  'Electric Piano': [played('keyboard', 'electric-piano', 'fm-electric-piano')],
  'Upright Bass': [played('bass', 'upright-bass')],
  Keyboards: [whole('keyboard')],
  'Distorted Electric Guitar': [played('guitar', 'distorted-guitar')],
  'Synth Strings': [played('synth', 'strings-pad')],
  'Synth Lead': [played('synth', 'saw-lead', 'square-lead', 'soft-lead', 'chip-square')],
  Woodwinds: [whole('woodwinds')],
  'Rhythm Acoustic Guitar': [played('guitar', 'acoustic-guitar')],
  Flute: [played('woodwinds', 'flute')],
  Harp: [played('strings', 'harp')],
  Tambourine: struck(54),
  Trumpet: [played('brass', 'trumpet', 'muted-trumpet')],
  Arpeggiator: [played('synth', 'arp')],
  Accordion: [played('keyboard', 'accordion')],
  Fiddle: [played('strings', 'fiddle')],
  'Pedal Steel Guitar': [played('guitar')],
  'Synth Voice': [played('backingVocals', 'voice-oohs')],
  Violin: [played('strings', 'violin')],
  'Digital Piano': [played('keyboard', 'fm-electric-piano')],
  'Synth Brass': [played('synth')],
  Mandolin: [played('guitar')],
  Choir: [played('backingVocals', 'choir-aahs')],
  Banjo: [played('guitar', 'banjo')],
  Bells: [played('synth', 'fm-bell')],
  Clarinet: [played('woodwinds', 'clarinet')],
  'Tenor Saxophone': [played('woodwinds', 'tenor-sax')],
  Trombone: [played('brass', 'trombone')],
  Shaker: struck(69, 70, 82),
  'French Horn': [played('brass', 'french-horn')],
  Glockenspiel: [played('percussion', 'glockenspiel')],
  'Electric Bass': [played('bass', 'electric-bass', 'picked-bass', 'fretless-bass', 'slap-bass')],
  Cello: [played('strings', 'cello')],
  Timpani: [played('percussion', 'timpani')],
  Harmonica: [played('woodwinds', 'harmonica')],
  Marimba: [played('percussion', 'marimba')],
  Vibraphone: [played('percussion', 'vibraphone')],
  'Lap Steel Guitar': [played('guitar')],
  Saxophone: [played('woodwinds', 'soprano-sax', 'alto-sax', 'tenor-sax', 'baritone-sax')],
  Orchestra: [
    whole('strings'),
    whole('brass'),
    whole('woodwinds'),
    played('percussion', 'timpani'),
    played('drums', 'orchestra-kit'),
  ],
  Horns: [whole('brass'), played('woodwinds', 'soprano-sax', 'alto-sax', 'tenor-sax', 'baritone-sax')],
  Cymbals: struck(49, 51, 52, 53, 55, 57, 59),
  'Hand Clap': struck(39),
  Oboe: [played('woodwinds', 'oboe')],
  Celesta: [played('keyboard', 'celesta')],
  Congas: struck(62, 63, 64),
  Drone: [played('synth')],
  'Alto Saxophone': [played('woodwinds', 'alto-sax')],
  'Double Bass': [played('strings', 'double-bass')],
  Ukulele: [played('guitar')],
  Harpsichord: [played('keyboard', 'harpsichord')],
  'Baritone Saxophone': [played('woodwinds', 'baritone-sax')],
  Xylophone: [played('percussion')],
  Tuba: [played('brass', 'tuba')],
  'Bass Guitar': [played('bass', 'electric-bass', 'picked-bass', 'fretless-bass', 'slap-bass')],
  Whistle: [played('woodwinds', 'whistle')],
  'Lead Guitar': [played('guitar', 'lead-guitar')],
  Rhodes: [played('keyboard', 'electric-piano')],
  '808': [played('bass', 'sub-bass'), played('drums', '808-kit')],
  Bongos: struck(60, 61),
  Bassoon: [played('woodwinds', 'bassoon')],
  Cowbell: struck(56),
  Viola: [played('strings', 'viola')],
  Sitar: [played('guitar', 'sitar')],
  'Steel Drums': [played('percussion', 'steel-drums')],
  Piccolo: [played('woodwinds', 'piccolo')],
  Theremin: [played('synth')],
  Bagpipes: [played('woodwinds', 'bagpipes')],
  'Hi-Hat': struck(42, 44, 46),
  'Music Box': [played('keyboard', 'music-box')],
  Melodica: [played('woodwinds')],
  Tabla: [played('percussion')],
  Koto: [played('guitar', 'koto')],
  Djembe: [played('percussion')],
  Taiko: [played('percussion', 'taiko')],
  Didgeridoo: [played('woodwinds')],
} as const satisfies Readonly<Record<string, readonly StemPart[]>>

export type AdvancedStemName = keyof typeof STEM_PARTS

/** In the contract's order, but for `808`, which JavaScript puts first among an object's keys. */
export const ADVANCED_STEM_NAMES = Object.keys(STEM_PARTS) as [AdvancedStemName, ...AdvancedStemName[]]
