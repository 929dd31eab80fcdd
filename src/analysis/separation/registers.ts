import { bandHz, BANDS } from './bands.js'

/** From the lowest fundamental to the highest overtone that matters, in Hz. */
type Register = readonly [lowHz: number, highHz: number]

/** Of the studio's instruments; what is not named fills its stem. After usual ranges of orchestration books. */
const INSTRUMENTS: Readonly<Record<string, Register>> = {
  'sub-bass': [20, 220],
  'upright-bass': [38, 3000],
  'electric-bass': [38, 5000],
  'acoustic-guitar': [78, 14_000],
  'nylon-guitar': [78, 9000],
  'electric-guitar': [78, 9000],
  'crunch-guitar': [78, 7000],
  'distorted-guitar': [70, 7000],
  'lead-guitar': [160, 8000],
  'jazz-guitar': [78, 5000],
  banjo: [130, 10_000],
  sitar: [120, 12_000],
  koto: [100, 10_000],
  'church-organ': [30, 12_000],
  accordion: [110, 10_000],
  celesta: [250, 12_000],
  harpsichord: [85, 16_000],
  'music-box': [400, 14_000],
  'electric-piano': [40, 7000],
  violin: [190, 14_000],
  fiddle: [190, 14_000],
  viola: [125, 10_000],
  cello: [62, 8000],
  'double-bass': [38, 3000],
  harp: [32, 9000],
  trumpet: [160, 10_000],
  'muted-trumpet': [160, 12_000],
  trombone: [75, 7000],
  'french-horn': [60, 5000],
  tuba: [35, 2500],
  piccolo: [520, 16_000],
  flute: [250, 12_000],
  oboe: [230, 12_000],
  clarinet: [145, 9000],
  bassoon: [57, 5000],
  'soprano-sax': [200, 10_000],
  'alto-sax': [135, 10_000],
  'tenor-sax': [100, 9000],
  'baritone-sax': [65, 7000],
  harmonica: [190, 10_000],
  whistle: [520, 12_000],
  bagpipes: [110, 12_000],
  glockenspiel: [700, 18_000],
  vibraphone: [170, 9000],
  marimba: [64, 5000],
  'steel-drums': [130, 8000],
  timpani: [60, 1500],
  taiko: [35, 2500],
  'fm-bell': [200, 16_000],
}

/** Of General MIDI percussion keys. */
const KEYS: readonly { readonly keys: readonly number[]; readonly register: Register }[] = [
  { keys: [35, 36], register: [20, 170] },
  { keys: [37, 38, 40], register: [150, 9000] },
  { keys: [39], register: [500, 9000] },
  { keys: [41, 43, 45, 47, 48, 50], register: [60, 2500] },
  { keys: [42, 44, 46], register: [4000, 22_000] },
  { keys: [49, 51, 52, 53, 55, 57, 59], register: [2200, 22_000] },
  { keys: [54, 69, 70, 82], register: [3500, 22_000] },
  { keys: [56], register: [400, 7000] },
  { keys: [60, 61], register: [180, 5000] },
  { keys: [62, 63, 64], register: [120, 4000] },
]
/** Over this many octaves a register fades out at both ends. */
const FADE_OCTAVES = 0.5

/**
 * Where in its stem something sounds: 0 … 1 for each band at `binHz` hertz a bin. Undefined where it may be all of the stem:
 * nothing is named, or something whose register is the stem's own.
 */
export function registerWindow(
  what: { readonly instruments?: readonly string[]; readonly keys?: readonly number[] },
  binHz: number,
): Float32Array | undefined {
  const registers = [
    ...(what.instruments ?? []).map((id) => INSTRUMENTS[id]),
    ...(what.keys ?? []).map((key) => KEYS.find(({ keys }) => keys.includes(key))?.register),
  ]
  if (registers.length === 0 || registers.includes(undefined)) return undefined
  const known = registers as readonly Register[]
  const low = Math.min(...known.map(([from]) => from))
  const high = Math.max(...known.map(([, to]) => to))
  return Float32Array.from({ length: BANDS }, (_, band) => {
    const hz = Math.max(1, bandHz(band, binHz))
    return fade(Math.log2(hz / low)) * fade(Math.log2(high / hz))
  })
}

/** 0 well outside, 1 well inside; half at the edge. */
function fade(octavesInside: number): number {
  const x = Math.min(1, Math.max(0, octavesInside / FADE_OCTAVES + 0.5))
  return x * x * (3 - 2 * x)
}
