import type { ProgressionBook } from '../../profile.js'

interface Family {
  readonly major: ProgressionBook
  readonly minor: ProgressionBook
}

/** Songbook jazz: turnarounds, two-fives and the tonic's relations by thirds. */
export const JAZZ_LOOPS: Family = {
  major: {
    intro: ['Imaj7 | VI7 | ii7 | V7', 'iii7 | VI7 | ii7 | V7'],
    verse: [
      'Imaj7 | VI7 | ii7 | V7',
      'Imaj7 | vi7 | ii7 | V7',
      'Imaj7 | #idim7 | ii7 | V7',
      'Imaj7 | ii7 | iii7 | VI7b9 | ii7 | V7 | Imaj7 | V7',
      'I6 | IV7 | Imaj7 | VI7',
      'ii7 | V7 | Imaj7 | VI7b9',
    ],
    'pre-chorus': ['IVmaj7 | iv6 | iii7 | VI7', 'ii7 | V7 | iii7 | VI7'],
    chorus: [
      'ii7 | V7 | Imaj7 | VI7',
      'IVmaj7 | #ivdim7 | Imaj7>5 | VI7b9 | II7 | V7 | I6 | V7',
      'Imaj7 | III7 | vi7 | I7 | IVmaj7 | iv6 | ii7 | V7',
      'IVmaj7 | iv6 | iii7 | VI7 | ii7 | V7 | I6 | I6',
      'Imaj7 | I7 | IVmaj7 | iv6',
      'iii7 | bIII7 | ii7 | bII7',
    ],
    bridge: [
      'III7 | III7 | VI7 | VI7 | II7 | II7 | V7 | V7',
      'IVmaj7 | IVmaj7 | iii7 | VI7 | II7 | II7 | ii7 | V7',
    ],
    solo: ['ii7 | V7 | Imaj7 | VI7', 'Imaj7 | VI7 | ii7 | V7'],
    outro: ['iii7 | VI7 | ii7 | V7', 'ii7 | V7 | I6 | I6'],
  },
  minor: {
    intro: ['im7 | iim7b5 V7b9 | im7 | V7b9', 'im6 | bVI7 | V7b9 | im6'],
    verse: [
      'im7 | iim7b5 | V7b9 | im7',
      'im6 | im6 | iim7b5 | V7b9',
      'im7 | ivm7 | bVII7 | bIIImaj7 | bVImaj7 | iim7b5 | V7b9 | im6',
      'im7 | bVI7 | V7b9 | im7',
      'im7 | ivm7 | im7 | V7b9',
      'im9 | bVII9 | bVImaj7 | V7b9',
    ],
    'pre-chorus': ['ivm7 | bVII7 | bIIImaj7 | V7b9', 'bVImaj7 | bVI7 | V7sus4 | V7b9'],
    chorus: [
      'ivm7 | bVII7 | bIIImaj7 | bVImaj7',
      'iim7b5 | V7b9 | im7 | im7',
      'ivm7 | im7 | iim7b5 | V7b9',
      'bVImaj7 | V7b9 | im7 | I7',
      'bIIImaj7 | bVImaj7 | iim7b5 | V7b9',
      'im7 | im7 | ivm7 | V7b9',
    ],
    bridge: [
      'ivm7 | bVII7 | bIIImaj7 | bIIImaj7 | ivm7 | V7b9 | im7 | V7b9',
      'bVImaj7 | bVImaj7 | iim7b5 | V7b9',
    ],
    solo: ['im7 | ivm7 | iim7b5 | V7b9', 'im7 | bVI7 | V7b9 | im7'],
    outro: ['iim7b5 | V7b9 | im6 | im6', 'im7 | bVI7 | V7b9 | im6'],
  },
}

/** Soul and R&B: ninths that descend, the dominant of the sixth, subdominants with a bass of their own. */
export const SOUL_LOOPS: Family = {
  major: {
    intro: ['Imaj7 | IVmaj7 | Imaj7 | IVmaj7', 'IVmaj9 | iii7 | ii9 | V7sus4'],
    verse: [
      'Imaj7 | iii7 | IVmaj7 | V7sus4',
      'Imaj9 | vi9 | ii9 | V13',
      'Imaj7 | III7 | vi7 | IVmaj7',
      'Imaj9 | ii9 | iii7 | IVmaj9',
      'IVmaj9 | iii7 | vi9 | ii9',
      'I | vi7 | ii7 | V',
    ],
    'pre-chorus': ['IVmaj7 | iii7 | ii9 | V7sus4', 'ii9 | iii7 | IVmaj9 | V13', 'vi7 | II9 | ii9 | V7sus4'],
    chorus: [
      'IVmaj9 | V13 | iii7 | vi9',
      'Imaj7 | vi7 | IVmaj7 | V7sus4',
      'ii9 | V13 | Imaj9 | vi9',
      'IVmaj9 | III7 | vi9 | I9',
      'IVmaj7 | iv6 | Imaj7 | I9',
      'I | IV | ii7 | V7sus4',
    ],
    bridge: ['vi9 | II9 | ii9 | V7sus4', 'bVImaj7 | bVII9 | Imaj9 | Imaj9', 'iii7 | vi7 | ii7 | V7sus4'],
    solo: ['Imaj9 | vi9 | ii9 | V13', 'IVmaj9 | iii7 | vi9 | ii9'],
    outro: ['IVmaj7 | iv6 | Imaj7 | Imaj7', 'ii9 | V13 | Imaj9 | Imaj9'],
  },
  minor: {
    intro: ['im9 | ivm9 | im9 | ivm9', 'bVImaj9 | vm7 | im9 | im9'],
    verse: [
      'im9 | ivm9 | bVImaj7 | vm7',
      'im7 | im7 | ivm7 | ivm7',
      'bVImaj9 | vm7 | im9 | im9',
      'im9 | bVII9 | bVImaj9 | V7b9',
      'im7 | bIIImaj7 | ivm7 | bVII',
      'ivm9 | bVII13 | im9 | im9',
    ],
    'pre-chorus': ['ivm9 | vm7 | bVImaj7 | bVII9', 'bVImaj7 | bVII9 | ivm9 | V7b9'],
    chorus: [
      'ivm9 | bVII9 | bIIImaj9 | bVImaj9',
      'bVImaj9 | bVII9 | im9 | bIIImaj7',
      'im9 | vm7 | bVImaj9 | ivm9',
      'im7 | bVII | bVImaj7 | V7b9',
      'ivm7 | im7 | ivm7 | V7b9',
      'bVImaj7 | V7b9 | im9 | im9',
    ],
    bridge: ['bVImaj9 | bVII9 | im9 | V7b9', 'bIIImaj7 | bVImaj7 | ivm7 | V7b9'],
    solo: ['im9 | ivm9 | im9 | ivm9', 'ivm9 | bVII9 | bIIImaj9 | bVImaj9'],
    outro: ['im9 | ivm9 | im9 | im9', 'bVImaj9 | vm7 | im9 | im9'],
  },
}

/** Vamps of one or two chords for dance floors that groove, with short ways out of them. */
export const FUNK_LOOPS: Family = {
  major: {
    intro: ['I9 | I9 | IV9 | I9', 'I7 | I7 | I7 | I7'],
    verse: [
      'I9 | I9 | I9 | I9',
      'I7 | IV7 | I7 | IV7',
      'I9 | bVII | IV9 | I9',
      'I9 | I9 | IV9 | IV9',
      'ii7 | V9 | ii7 | V9',
      'I7 | I7 | bIII | IV7',
    ],
    'pre-chorus': ['IV9 | IV9 | V9 | V9', 'bVI7 | V9 | bVI7 | V9'],
    chorus: [
      'IV9 | I9 | IV9 | V9',
      'I7 | bVII | IV7 | I7',
      'ii7 | V9 | I9 | I9',
      'bVII9 | IV9 | I9 | I9',
      'IV7 | V7 | I7 | I7',
      'I9 | vi7 | ii7 | V9',
    ],
    bridge: ['IV9 | IV9 | bVII9 | bVII9', 'bIII9 | bIII9 | IV9 | V9'],
    solo: ['I9 | I9 | I9 | I9', 'I9 | IV9 | I9 | IV9'],
    outro: ['I9 | I9 | IV9 | I9', 'I9 | I9 | I9 | I9'],
  },
  minor: {
    intro: ['im7 | IV9 | im7 | IV9', 'im7 | im7 | im7 | im7'],
    verse: [
      'im7 | IV9 | im7 | IV9',
      'im7 | im7 | im7 | im7',
      'im9 | im9 | ivm9 | ivm9',
      'im7 | bVII9 | im7 | bVII9',
      'im7 | im7 | bVI7 | V7',
      'im7 | bIII | IV9 | im7',
    ],
    'pre-chorus': ['ivm7 | ivm7 | V7 | V7', 'bVImaj7 | bVII9 | bVImaj7 | V7'],
    chorus: [
      'ivm7 | bVII9 | im7 | im7',
      'im7 | bIII | IV9 | IV9',
      'bVImaj7 | bVII9 | im7 | im7',
      'ivm7 | im7 | ivm7 | V7',
      'bIIImaj7 | ivm7 | bVII9 | im7',
      'im7 | IV9 | bVII9 | im7',
    ],
    bridge: ['bVImaj7 | bVImaj7 | bVII9 | bVII9', 'ivm9 | ivm9 | bVI7 | V7'],
    solo: ['im7 | IV9 | im7 | IV9', 'im7 | im7 | im7 | im7'],
    outro: ['im7 | IV9 | im7 | IV9', 'im7 | bVII9 | im7 | im7'],
  },
}

/** Brazil: ninths and thirteenths that slide, the second degree as a dominant, subdominant minor. */
export const BRAZIL_LOOPS: Family = {
  major: {
    intro: ['Imaj9 | ii9 | iii7 | ii9', 'Imaj9 | VI7b9 | ii9 | V13'],
    verse: [
      'Imaj9 | VI7b9 | ii9 | V13',
      'Imaj9 | Imaj9 | II13 | II13 | ii9 | V13 | Imaj9 | bII7',
      'Imaj7 | bVII7 | Imaj7 | VI7',
      'I6 | #idim7 | ii7 | V7',
      'Imaj9 | iii7 | bIIIdim7 | ii9 | ii9 | V13 | I6 | V7',
      'Imaj9 | IVmaj7 | iii7 | VI7',
    ],
    'pre-chorus': ['IVmaj7 | iv6 | iii7 | VI7', 'ii9 | ii9 | iv6 | V13'],
    chorus: [
      'IVmaj7 | iv6 | iii7 | VI7b9 | ii9 | V13 | Imaj9 | Imaj9',
      'ii9 | V13 | iii7 | VI7b9',
      'IVmaj7 | bVII7 | iii7 | VI7',
      'Imaj9 | I9 | IVmaj7 | iv6',
      'ii9 | V13 | Imaj9 | VI7b9',
      'IVmaj9 | V13>4 | iii7 | vi9',
    ],
    bridge: ['iii7 | VI7b9 | ii9 | ii9 | iv6 | bVII7 | ii9 | V13', 'bIImaj7 | bIImaj7 | ii9 | V13'],
    solo: ['Imaj9 | VI7b9 | ii9 | V13', 'ii9 | V13 | Imaj9 | VI7b9'],
    outro: ['ii9 | bII7 | Imaj9 | Imaj9', 'Imaj9 | ii9 | Imaj9 | ii9'],
  },
  minor: {
    intro: ['im9 | im9 | iim7b5 | V7b9', 'im6 | bVI7 | V7b9 | im6'],
    verse: [
      'im9 | im9 | iim7b5 | V7b9',
      'im7 | ivm7 | bVII7 | bIIImaj7',
      'im6 | bVI7 | V7b9 | im6',
      'im9 | I7b9 | ivm7 | bVII13',
      'im7 | IV9 | bVImaj7 | V7b9',
      'im9 | vm7 | ivm7 | V7b9',
    ],
    'pre-chorus': ['ivm7 | bVII7 | bIIImaj7 | V7b9', 'bVImaj7 | iim7b5 | V7b9 | V7b9'],
    chorus: [
      'ivm9 | bVII13 | bIIImaj7 | bVImaj7',
      'ivm7 | V7b9 | im7 | VI7b9',
      'bVImaj7 | bVII7 | im9 | im9',
      'iim7b5 | V7b9 | im9 | I7b9',
      'ivm7 | im7 | iim7b5 | V7b9',
      'bIIImaj7 | bVImaj7 | iim7b5 | V7b9',
    ],
    bridge: ['bIIImaj7 | bIIImaj7 | bVImaj7 | V7b9', 'ivm7 | bVII7 | bIIImaj7 | V7b9'],
    outro: ['im9 | iim7b5 V7b9 | im6 | im6', 'ivm7 | V7b9 | im9 | im9'],
  },
}

/** Spanish-speaking dance music: tonic, dominant and the cadence between them, in pairs of bars. */
export const LATIN_LOOPS: Family = {
  major: {
    intro: ['I | IV | V | IV', 'I | V7 | V7 | I'],
    verse: [
      'I | IV | V | IV',
      'I | V7 | V7 | I',
      'I | vi | ii | V7',
      'I | I | V7 | V7',
      'I | VI7 | ii | V7',
      'I | IV | I | V7',
    ],
    'pre-chorus': ['ii | V7 | ii | V7', 'IV | V | iii | vi'],
    chorus: [
      'I | IV | V7 | I',
      'IV | I | V7 | I',
      'ii | V7 | I | VI7',
      'I | IV | V | V7',
      'I | I7 | IV | V7',
      'vi | IV | I | V',
    ],
    bridge: ['vi | iii | IV | V7', 'IV | iv | I | V7', 'II7 | II7 | V7 | V7'],
    solo: ['I | IV | V7 | IV', 'I | V7 | V7 | I'],
    outro: ['I | IV | V7 | I', 'V7 | V7 | I | I'],
  },
  minor: {
    intro: ['i | iv | V7 | i', 'i | bVII | bVI | V7'],
    verse: [
      'i | iv | V7 | i',
      'i | V7 | V7 | i',
      'i | bVII | bVI | V7',
      'i | i | iv | V7',
      'i | bVI | bVII | i',
      'i | iv | i | V7',
    ],
    'pre-chorus': ['iv | V7 | iv | V7', 'iv | bVII | bIII | V7', 'bVI | bVII | iv | V7'],
    chorus: [
      'i | iv | bVII | bIII',
      'iv | i | V7 | i',
      'bVI | bVII | i | V7',
      'i | bVII | bVI | V7',
      'iv | bVII | bIII | bVI',
      'i | V7 | i | V7',
    ],
    bridge: ['bVI | bIII | iv | V7', 'iv | i | iim7b5 | V7'],
    solo: ['i | iv | V7 | iv', 'i | V7 | V7 | i'],
    outro: ['i | iv | V7 | i', 'V7 | V7 | i | i'],
  },
}
