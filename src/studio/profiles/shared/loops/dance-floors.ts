import type { ProgressionBook } from '../../profile.js'

interface Family {
  readonly major: ProgressionBook
  readonly minor: ProgressionBook
}

/** House and what came of it: sevenths, two-chord hypnosis, a build on the subdominant side. */
export const CLUB_LOOPS: Family = {
  major: {
    intro: ['Imaj7 | Imaj7 | IVmaj7 | IVmaj7', 'vi7 | vi7 | IVmaj7 | IVmaj7'],
    verse: [
      'Imaj7 | iii7 | vi7 | IVmaj7',
      'IVmaj7 | V | iii7 | vi7',
      'Imaj7 | Imaj7 | IVmaj7 | IVmaj7',
      'vi7 | IVmaj7 | Imaj7 | V',
      'ii7 | vi7 | IVmaj7 | V',
      'Imaj7 | V>7 | vi7 | IVmaj7',
    ],
    chorus: [
      'IV | V | vi | I',
      'vi | IV | I | V',
      'ii7 | IV | vi7 | V',
      'IVmaj7 | V | vi7 | iii7',
      'I | V | IV | IV',
      'IVmaj7 | iii7 | vi7 | V',
    ],
    build: ['IV | IV | V | V', 'ii7 | ii7 | V | V', 'vi | vi | V | V'],
    drop: ['vi | IV | I | V', 'IV | V | vi | vi', 'IVmaj7 | iii7 | vi7 | V', 'I | IV | vi | V'],
    break: ['IVmaj7 | V | vi7 | vi7', 'Imaj7 | iii7 | IVmaj7 | IVmaj7'],
    bridge: ['ii7 | iii7 | IVmaj7 | V', 'IVmaj7 | V | iii7 | vi7'],
    outro: ['Imaj7 | Imaj7 | IVmaj7 | IVmaj7', 'IV | V | vi | vi'],
  },
  minor: {
    intro: ['im7 | im7 | im7 | im7', 'im9 | im9 | bVImaj7 | bVImaj7', 'im7 | im7 | ivm7 | ivm7'],
    verse: [
      'im7 | ivm7 | im7 | bVII',
      'im9 | bVImaj7 | bIIImaj7 | bVII',
      'im7 | vm7 | bVImaj7 | ivm7',
      'im7 | im7 | bIIImaj7 | ivm7',
      'ivm7 | im7 | ivm7 | vm7',
      'im9 | im9 | bVII | bVII',
    ],
    chorus: [
      'bVImaj7 | bVII | im7 | bIIImaj7',
      'im7 | bIII | bVII | ivm7',
      'bVImaj7 | bVII | vm7 | im7',
      'im7 | bVII | bVImaj7 | bVII',
      'ivm7 | vm7 | im7 | im7',
      'bIIImaj7 | bVII | ivm7 | im7',
    ],
    build: ['bVI | bVI | bVII | bVII', 'ivm7 | ivm7 | V7sus4 | V7sus4', 'bVI | bVII | ivm7 | vm7'],
    drop: [
      'im7 | bVImaj7 | bIIImaj7 | bVII',
      'im7 | im7 | ivm7 | bVII',
      'bVImaj7 | bVII | im7 | im7',
      'im7 | bVII | ivm7 | bVI',
    ],
    break: ['bVImaj7 | bVII | im9 | im9', 'im9 | bIIImaj7 | ivm9 | ivm9'],
    bridge: ['ivm7 | vm7 | bVImaj7 | bVII', 'bVImaj7 | im7 | bVII | ivm7'],
    outro: ['im7 | im7 | im7 | im7', 'im7 | ivm7 | im7 | bVII'],
  },
}

/** Big rooms and long roads: triads in slow turns towards the relative major. */
export const TRANCE_LOOPS: Family = {
  major: {
    intro: ['I | I | IV | IV', 'vi | vi | IV | IV'],
    verse: [
      'I | V | vi | IV',
      'vi | IV | I | V',
      'I | I | IV | IV',
      'IV | I | V | vi',
      'I | iii | IV | V',
      'vi | V | IV | IV',
    ],
    chorus: [
      'IV | V | vi | I',
      'vi | IV | I | V',
      'I | V | vi | IV',
      'IV | I | V | vi',
      'IV | V | I | vi',
      'I | iii | vi | IV',
    ],
    build: ['IV | IV | V | V', 'ii | IV | V | V'],
    drop: ['vi | IV | I | V', 'I | V | vi | IV', 'IV | V | vi | I'],
    break: ['IV | I | V | vi', 'vi | IV | I | V'],
    bridge: ['ii | vi | IV | V'],
    outro: ['I | I | IV | IV'],
  },
  minor: {
    intro: ['i | i | i | i', 'i | i | bVI | bVI', 'i | i | bVII | bVII'],
    verse: [
      'i | i | bVII | bVII',
      'i | bVI | i | bVII',
      'i | i | bVI | bVII',
      'i | bIII | bVII | bVI',
      'i | v | bVI | bVII',
      'i | i | iv | iv',
    ],
    chorus: [
      'bVI | bVII | i | i',
      'i | bVI | bIII | bVII',
      'bVI | bIII | bVII | i',
      'iv | bVI | i | bVII',
      'bVI | bVII | v | i',
      'i | bIII | bVII | iv',
    ],
    build: ['bVI | bVI | bVII | bVII', 'iv | iv | v | v', 'bVI | bVII | iv | V'],
    drop: ['i | bVI | bIII | bVII', 'bVI | bVII | i | bIII', 'i | bVI | bVII | v', 'bVI | bIII | bVII | i'],
    break: [
      'bVI | bVII | i | i | bVI | bVII | bIII | bIII',
      'i | bVI | bIII | bVII',
      'iv | bVI | bIII | bVII',
    ],
    bridge: ['iv | v | bVI | bVII', 'bVI | i | bIII | bVII'],
    outro: ['i | i | i | i', 'i | bVI | i | bVII'],
  },
}

/** Basement rooms: one or two chords, dark neighbours, the tonic as a floor that stays. */
export const DARK_LOOPS: Family = {
  major: {
    verse: ['I | I | bVII | bVII', 'I | vi | I | vi', 'I | iii | IV | IV', 'vi | vi | IV | IV'],
    chorus: ['vi | IV | I | V', 'IV | V | vi | vi', 'I | bVII | IV | I', 'IV | IV | vi | V'],
    drop: ['vi | vi | IV | V', 'I | bVII | I | bVII'],
    bridge: ['IV | V | vi | vi'],
  },
  minor: {
    intro: ['i | i | i | i', 'i | i | bVI | bVI', 'i | i | bII | i'],
    verse: [
      'i | i | i | i',
      'i | i | bVI | bVI',
      'i | bVI | i | V',
      'i | i | iv | i',
      'i | bII | i | bII',
      'i | bVI | v | i',
    ],
    'pre-chorus': ['bVI | bVI | bVII | bVII', 'iv | iv | V | V'],
    chorus: [
      'i | bVI | bVII | v',
      'i | bVI | iv | V',
      'bVI | bVII | i | i',
      'i | iv | bVI | V',
      'bVI | v | i | i',
      'i | bIII | bVI | V',
    ],
    build: ['bVI | bVI | V | V', 'iv | iv | bVI | bVII'],
    drop: ['i | i | bVI | bVII', 'i | bVI | i | bVII', 'i | i | bIII | bII', 'i | bVI | bIII | V'],
    break: ['bVI | bVI | i | i', 'i | iv | bVI | v'],
    bridge: ['bVI | bVII | i | i', 'iv | bVI | bII | V'],
    outro: ['i | i | i | i', 'i | i | bVI | bVI'],
  },
}

/** Sampled sevenths: loops that a producer would lift from a jazz or soul record. */
export const CRATE_LOOPS: Family = {
  major: {
    intro: ['Imaj7 | iii7 | IVmaj7 | iii7', 'ii7 | V13 | Imaj9 | vi7'],
    verse: [
      'ii9 | V13 | Imaj9 | vi7',
      'Imaj7 | iii7 | IVmaj7 | iv6',
      'IVmaj7 | iii7 | ii7 | Imaj7',
      'Imaj9 | vi9 | ii9 | V7sus4',
      'IVmaj9 | IVmaj9 | iii7 | vi7',
      'Imaj7 | bVIImaj7 | Imaj7 | bVIImaj7',
    ],
    chorus: [
      'IVmaj7 | V13 | iii7 | vi7',
      'IVmaj9 | iv6 | iii7 | VI7b9',
      'ii9 | iii7 | IVmaj9 | V7sus4',
      'vi9 | II9 | ii9 | V13',
      'Imaj9 | III7 | IVmaj9 | iv6',
      'IVmaj7 | iii7 | vi9 | vi9',
    ],
    bridge: ['vi7 | ii7 | V13 | Imaj9', 'bVImaj7 | bVII9 | Imaj9 | Imaj9'],
    outro: ['IVmaj7 | iii7 | ii7 | Imaj7', 'Imaj9 | Imaj9 | IVmaj9 | IVmaj9'],
  },
  minor: {
    intro: ['im9 | im9 | ivm9 | ivm9', 'im7 | bVImaj7 | im7 | bVImaj7'],
    verse: [
      'im9 | ivm9 | im9 | ivm9',
      'im7 | im7 | bVImaj7 | V7b9',
      'im9 | bVImaj7 | iim7b5 | V7b9',
      'im7 | bIIImaj7 | bVImaj7 | V7b9',
      'im9 | bVII9 | bVImaj9 | bVII9',
      'im7 | vm7 | ivm7 | vm7',
    ],
    chorus: [
      'ivm9 | bVII13 | bIIImaj9 | bVImaj7',
      'bVImaj9 | V7b9 | im9 | im9',
      'im9 | ivm9 | bVImaj9 | V7b9',
      'bVImaj7 | bVII9 | im9 | bIIImaj7',
      'ivm9 | im9 | iim7b5 | V7b9',
      'im9 | bIIImaj9 | bVImaj9 | ivm9',
    ],
    bridge: ['ivm9 | ivm9 | iim7b5 | V7b9', 'bVImaj7 | vm7 | ivm9 | V7b9'],
    outro: ['im9 | im9 | ivm9 | ivm9', 'bVImaj9 | vm7 | im9 | im9'],
  },
}
