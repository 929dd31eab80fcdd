import type { ProgressionBook } from '../../profile.js'

/** Loops that the song genres share, by family; a genre lays its own in front (`book()`). Notation: `ProgressionBook`. */
interface Family {
  readonly major: ProgressionBook
  readonly minor: ProgressionBook
}

/** Chart pop: four-chord loops and their rotations, lifts over the subdominant. */
export const POP_LOOPS: Family = {
  major: {
    intro: ['I | V | vi | IV', 'vi | IV | I | V', 'IV | I>3 | ii | V'],
    verse: [
      'I | vi | IV | V',
      'I | iii | vi | IV',
      'I | V>7 | vi | IV',
      'vi | IV | I | V',
      'I | I | IV | IV',
      'I | ii | vi | IV',
    ],
    'pre-chorus': ['ii | IV | vi | V', 'IV | V | vi | V', 'ii | iii | IV | V'],
    chorus: [
      'I | V | vi | IV',
      'IV | I | V | vi',
      'IV | V | iii | vi',
      'I | IV | vi | V',
      'vi | V | IV | V',
      'IV | vi | I | V',
    ],
    bridge: ['ii | vi | IV | V', 'vi | iii | IV | I', 'bVII | IV | I | V'],
    outro: ['I | V | vi | IV', 'IV | IV | I | I'],
  },
  minor: {
    intro: ['i | bVI | bIII | bVII', 'i | i | bVI | bVI', 'bVI | bVII | i | i'],
    verse: [
      'i | bVI | bIII | bVII',
      'i | bVII | bVI | bVII',
      'i | iv | bVI | bVII',
      'i | v | bVI | iv',
      'i | bIII | bVI | bVII',
      'i | i | bVI | bVI',
    ],
    'pre-chorus': ['iv | bVI | bVII | bVII', 'bVI | bVII | v | V', 'iv | v | bVI | bVII'],
    chorus: [
      'bVI | bVII | i | bIII',
      'i | bIII | bVII | bVI',
      'bVI | bIII | bVII | i',
      'i | bVI | bIII | bVII',
      'iv | bVI | i | bVII',
      'bVI | bVII | bIII | i',
    ],
    bridge: ['iv | bVI | bVII | V', 'bVI | bIII | iv | V', 'bIII | bVII | iv | iv'],
    outro: ['i | bVI | bIII | bVII', 'bVI | bVII | i | i'],
  },
}

/** Guitar bands: three chords and the flat seventh, blues and modal turns. */
export const ROCK_LOOPS: Family = {
  major: {
    intro: ['I | bVII | IV | I', 'I | I | IV | I', 'I | IV | I | V'],
    verse: [
      'I | IV | I | V',
      'I | bVII | IV | I',
      'I | V | IV | IV',
      'I | vi | IV | V',
      'I | I | bVII | IV',
      'I | iii | IV | V',
    ],
    'pre-chorus': ['ii | IV | V | V', 'vi | V | IV | V', 'bVII | IV | V | V'],
    chorus: [
      'I | V | IV | IV',
      'I | IV | V | IV',
      'IV | I | V | V',
      'I | bVII | IV | I',
      'vi | IV | I | V',
      'I | V | vi | IV',
    ],
    bridge: ['vi | vi | IV | V', 'bVI | bVII | I | I', 'ii | IV | bVII | V'],
    solo: ['I | bVII | IV | I', 'I | IV | I | V'],
    outro: ['I | IV | I | I', 'I | bVII | IV | I'],
  },
  minor: {
    intro: ['i | bVII | bVI | bVII', 'i | i | bIII | IV', 'i | bVI | bVII | i'],
    verse: [
      'i | bVII | bVI | bVII',
      'i | bIII | bVII | IV',
      'i | i | iv | i',
      'i | bVI | bVII | i',
      'i | iv | bVII | bIII',
      'i | bVII | iv | i',
    ],
    'pre-chorus': ['iv | iv | bVI | bVII', 'bVI | bVII | V | V', 'bIII | bVII | IV | IV'],
    chorus: [
      'bVI | bVII | i | i',
      'i | bVI | bIII | bVII',
      'i | bIII | bVII | bVI',
      'bIII | bVII | i | bVI',
      'i | bVII | bVI | V',
      'iv | bVII | bIII | bVI',
    ],
    bridge: ['bVI | bVI | bVII | bVII', 'iv | i | iv | V', 'bIII | bVII | bVI | V'],
    solo: ['i | bVII | bVI | bVII', 'i | bVI | bVII | i'],
    outro: ['i | bVII | bVI | i', 'i | bVI | bVII | i'],
  },
}

/** Low riffs over pedal points, the flat second and the tritone's neighbourhood. */
export const METAL_LOOPS: Family = {
  major: {
    verse: [
      'I | I | bVII | IV',
      'I | bVI | bVII | I',
      'I | V | bVI | bVII',
      'I | bIII | IV | I',
      'I | I | vi | V',
      'I | IV | I | V',
    ],
    'pre-chorus': ['IV | V | vi | V', 'bVI | bVI | bVII | V'],
    chorus: [
      'I | V | bVI | bVII',
      'bVI | bVII | I | I',
      'I | bIII | bVII | IV',
      'I | V | vi | IV',
      'I | IV | V | I',
    ],
    bridge: ['bVI | bVI | bVII | bVII', 'i | bVI | bVII | I'],
  },
  minor: {
    intro: ['i | i | bVI | bVII', 'i | i | i | bII', 'i | bVII | bVI | V'],
    verse: [
      'i | i | bVI | bVII',
      'i | bII | i | bVII',
      'i | i | i | bII',
      'i | bIII | bVII | i',
      'i | bVI | i | bVII',
      'i | i | bIII | iv',
    ],
    'pre-chorus': ['bVI | bVI | bVII | bVII', 'iv | bVI | bVII | V', 'bII | bII | i | V'],
    chorus: [
      'i | bVI | bIII | bVII',
      'bVI | bVII | i | i',
      'i | bVII | bVI | V',
      'i | bIII | bVI | bVII',
      'bVI | bIII | bVII | i',
      'iv | bVI | i | bVII',
    ],
    bridge: ['i | bII | bIII | bII', 'bVI | bVII | i | V', 'i | i | bV | bV'],
    solo: ['i | bVI | bVII | i', 'i | iv | bVI | V', 'i | bVII | bVI | V'],
    outro: ['i | bVI | bVII | i', 'i | i | bII | i'],
  },
}

/** Folk and country: the three main chords, the walk down from the tonic, modal sevenths. */
export const ROOTS_LOOPS: Family = {
  major: {
    intro: ['I | I | IV | I', 'I | V | I | I', 'I | IV | V | I'],
    verse: [
      'I | IV | I | V',
      'I | I | IV | I | I | I | V | V',
      'I | V>7 | vi | IV',
      'I | IV | V | I',
      'I | vi | IV | V',
      'I | V | IV | I',
    ],
    'pre-chorus': ['ii | IV | V | V', 'vi | IV | I | V'],
    chorus: [
      'IV | I | V | I',
      'I | V | vi | IV',
      'IV | V | I | vi',
      'I | IV | I | V | I | IV | V | I',
      'IV | I | ii | V',
      'vi | IV | I | V',
    ],
    bridge: ['vi | iii | IV | I', 'ii | V | I | vi | ii | II | V | V', 'IV | I | IV | V'],
    solo: ['I | IV | I | V', 'I | IV | V | I'],
    outro: ['IV | V | I | I', 'I | IV | I | I'],
  },
  minor: {
    intro: ['i | bVII | i | i', 'i | iv | i | V', 'i | bVI | bVII | i'],
    verse: [
      'i | bVII | i | v',
      'i | iv | i | V',
      'i | bIII | bVII | i',
      'i | bVII | bVI | bVII',
      'i | iv | bVII | bIII',
      'i | i | bVII | i',
    ],
    'pre-chorus': ['iv | bVII | bIII | V', 'bVI | bVII | v | v'],
    chorus: [
      'bIII | bVII | i | i',
      'bVI | bIII | bVII | i',
      'iv | i | bVII | i',
      'bIII | bVII | iv | i',
      'i | bVI | bVII | i',
      'bVI | bVII | i | v',
    ],
    bridge: ['bVI | bIII | iv | V', 'iv | iv | i | i | bVI | bVI | V | V'],
    solo: ['i | bVII | i | v', 'i | iv | i | V'],
    outro: ['i | bVII | i | i', 'iv | V | i | i'],
  },
}

/** Twelve bars in their variants, eight-bar blues, and loops of its chords for sections of other lengths. */
export const BLUES_LOOPS: Family = {
  major: {
    intro: ['V7 | IV7 | I7 | V7', 'I7 | IV7 | I7 | V7', 'I7 I7>3 | IV7 #ivdim7 | I7>5 | V7'],
    verse: [
      'I7 | I7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7',
      'I7 | IV7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7',
      'I7 | IV7 | I7 | I7 | IV7 | #ivdim7 | I7 | VI7 | ii7 | V7 | I7 VI7 | ii7 V7',
      'I7 | V7 | IV7 | IV7 | I7 | V7 | I7 | V7',
      'I7 | I7 | IV7 | #ivdim7 | I7 | V7 | I7 IV7 | I7 V7',
      'I7 | IV7 | I7 | V7',
      'I7 | I7 | IV7 | I7',
    ],
    chorus: [
      'IV7 | IV7 | I7 | I7 | IV7 | IV7 | V7 | V7',
      'IV7 | I7 | V7 | I7',
      'IV7 | #ivdim7 | I7 | VI7 | II7 | V7 | I7 | V7',
      'I7 | IV7 | V7 | I7',
      'IV7 | IV7 | I7 | VI7',
      'I7 | III7 | IV7 | V7',
      'I7 | I7>3 | IV7 | V7',
    ],
    bridge: ['IV7 | IV7 | I7 | I7 | II7 | II7 | V7 | V7', 'III7 | VI7 | II7 | V7'],
    solo: [
      'I7 | IV7 | I7 | I7 | IV7 | IV7 | I7 | I7 | V7 | IV7 | I7 | V7',
      'I7 | I7 | IV7 | I7',
      'I7 | IV7 | I7 | V7',
    ],
    outro: ['I7 VI7 | II7 V7 | I7 | I7', 'V7 | IV7 | I7 | I7'],
  },
  minor: {
    intro: ['im7 | ivm7 | im7 | V7', 'bVI7 | V7 | im7 | im7'],
    verse: [
      'im7 | ivm7 | im7 | im7 | ivm7 | ivm7 | im7 | im7 | bVI7 | V7 | im7 | V7',
      'im7 | im7 | im7 | im7 | ivm7 | ivm7 | im7 | im7 | vm7 | ivm7 | im7 | im7',
      'im7 | ivm7 | im7 | V7',
      'im7 | im7 | ivm7 | im7',
      'im7 | bVI7 | V7 | im7',
      'im7 | bVII7 | bVI7 | V7',
    ],
    chorus: [
      'ivm7 | im7 | bVI7 | V7',
      'ivm7 | ivm7 | im7 | im7',
      'bVI7 | V7 | im7 | im7',
      'im7 | bIII7 | bVI7 | V7',
      'ivm7 | bVII7 | bIIImaj7 | V7',
      'im7 | ivm7 | bVI7 | V7',
    ],
    bridge: ['bVImaj7 | bVII7 | im7 | im7 | ivm7 | ivm7 | V7 | V7', 'bIIImaj7 | bVImaj7 | iim7b5 | V7'],
    outro: ['bVI7 | V7 | im7 | im7', 'im7 | ivm7 | im7 | im7'],
  },
}

/** Reggae and its children: two chords that roll, and plain circles. */
export const ISLAND_LOOPS: Family = {
  major: {
    intro: ['I | IV | I | IV', 'I | ii | I | V'],
    verse: [
      'I | IV | I | IV',
      'I | ii | I | ii',
      'I | V | vi | IV',
      'I | IV | V | IV',
      'I | iii | ii | V',
      'I | vi | ii | V',
    ],
    'pre-chorus': ['ii | IV | ii | V', 'vi | IV | vi | V'],
    chorus: [
      'I | IV | V | IV',
      'IV | V | I | I',
      'I | vi | IV | V',
      'I | V | vi | IV',
      'IV | I | V | I',
      'I | IV | ii | V',
    ],
    bridge: ['ii | IV | ii | V', 'vi | iii | IV | V', 'IV | IV | I | I'],
    outro: ['I | IV | I | IV', 'I | ii | I | ii'],
  },
  minor: {
    intro: ['i | iv | i | iv', 'i | bVII | i | bVII'],
    verse: [
      'i | iv | i | iv',
      'i | bVII | i | bVII',
      'i | i | iv | v',
      'i | bVI | bVII | i',
      'i | v | i | v',
      'i | bVII | bVI | bVII',
    ],
    'pre-chorus': ['iv | iv | v | v', 'bVI | bVII | iv | v'],
    chorus: [
      'i | bVII | bVI | bVII',
      'iv | i | iv | v',
      'bVI | bVII | i | i',
      'i | bIII | bVII | iv',
      'i | iv | bVII | i',
      'bIII | bVII | i | i',
    ],
    bridge: ['bVI | bVII | i | i', 'iv | iv | bVI | bVII'],
    outro: ['i | iv | i | iv', 'i | bVII | i | bVII'],
  },
}
