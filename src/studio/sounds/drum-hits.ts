/** A single stroke that can be asked for, as keys of the General MIDI percussion map. */
export interface DrumHit {
  readonly id: string
  readonly label: string
  readonly terms: readonly string[]
  readonly key: number
  /** Played on the percussion table rather than the kit. */
  readonly percussion?: boolean
}

/** Strokes by name; the longer terms are looked for first. */
export const DRUM_HITS: readonly DrumHit[] = [
  { id: 'kick', label: 'Kick', terms: ['kick', 'kick drum', 'bass drum', 'kickdrum'], key: 36 },
  { id: 'snare', label: 'Snare', terms: ['snare', 'snare drum'], key: 38 },
  { id: 'rim', label: 'Rim Shot', terms: ['rim', 'rimshot', 'rim shot', 'side stick'], key: 37 },
  { id: 'clap', label: 'Clap', terms: ['clap', 'hand clap', 'handclap', 'finger snap', 'snap'], key: 39 },
  { id: 'hat', label: 'Hi-Hat', terms: ['hat', 'hi hat', 'hihat', 'closed hat', 'closed hi hat'], key: 42 },
  { id: 'open-hat', label: 'Open Hi-Hat', terms: ['open hat', 'open hi hat', 'open hihat'], key: 46 },
  { id: 'crash', label: 'Crash Cymbal', terms: ['crash', 'cymbal', 'crash cymbal'], key: 49 },
  { id: 'ride', label: 'Ride Cymbal', terms: ['ride', 'ride cymbal'], key: 51 },
  { id: 'tom', label: 'Tom', terms: ['tom', 'tom tom', 'floor tom'], key: 45 },
  { id: 'cowbell', label: 'Cowbell', terms: ['cowbell', 'cow bell'], key: 56, percussion: true },
  { id: 'shaker', label: 'Shaker', terms: ['shaker', 'maraca', 'egg shaker'], key: 70, percussion: true },
  { id: 'tambourine', label: 'Tambourine', terms: ['tambourine'], key: 54, percussion: true },
  { id: 'conga', label: 'Conga', terms: ['conga'], key: 63, percussion: true },
  { id: 'bongo', label: 'Bongo', terms: ['bongo'], key: 60, percussion: true },
  { id: 'clave', label: 'Claves', terms: ['clave', 'wood stick'], key: 75, percussion: true },
  { id: 'triangle', label: 'Triangle', terms: ['triangle'], key: 81, percussion: true },
]

/** Kits by the words that ask for them; the first is taken otherwise. */
export const HIT_KITS: readonly { readonly terms: readonly string[]; readonly instrument: string }[] = [
  { terms: ['acoustic', 'rock', 'live', 'jazz'], instrument: 'standard-kit' },
  { terms: ['808', 'trap', 'hip hop'], instrument: '808-kit' },
  { terms: ['909', 'house', 'techno', 'electronic', 'edm', 'dance'], instrument: '909-kit' },
  { terms: ['lofi', 'lo fi', 'dusty', 'boom bap'], instrument: 'lofi-kit' },
  { terms: ['orchestra', 'orchestral', 'cinematic'], instrument: 'orchestra-kit' },
  { terms: ['brush', 'brushed'], instrument: 'brush-kit' },
  { terms: ['power', 'metal', 'heavy'], instrument: 'power-kit' },
]
