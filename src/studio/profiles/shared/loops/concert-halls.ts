import type { ProgressionBook } from '../../profile.js'

interface Family {
  readonly major: ProgressionBook
  readonly minor: ProgressionBook
}

/** Screen music: triads a third apart, pedal points, heroic flat sixths. */
export const SCREEN_LOOPS: Family = {
  major: {
    intro: ['I | I | bVII | I', 'I | V>7 | vi | IV', 'I | I | IV>1 | I'],
    verse: [
      'I | iii | vi | IV',
      'I | II | IV | I',
      'I | bVII | IV | I',
      'I | V>7 | vi | IV',
      'I | vi | iii | IV',
      'I | bIII | IV | I',
    ],
    'pre-chorus': ['ii | vi | IV | V', 'IV | V | vi | V'],
    chorus: [
      'I | V | vi | IV',
      'bVI | bVII | I | I',
      'IV | V | iii | vi',
      'I | bVI | bIII | bVII',
      'I | V>7 | IV>6 | V',
      'vi | IV | I | V',
    ],
    build: ['ii | IV | V | V', 'bVI | bVI | bVII | bVII'],
    drop: ['I | bVI | bIII | bVII', 'I | V | vi | IV'],
    break: ['vi | IV | I | I', 'I | iii | IV | iv'],
    bridge: ['vi | iii | IV | I', 'bVI | bIII | bVII | IV', 'iii | vi | ii | V'],
    outro: ['IV | iv | I | I', 'bVI | bVII | I | I'],
  },
  minor: {
    intro: ['i | i | bVI | bVI', 'i | i | iv | i', 'i | bVI | i | V'],
    verse: [
      'i | bVI | bIII | bVII',
      'i | iv | bVI | V',
      'i | bVII | bVI | V',
      'i | v | bVI | iv',
      'i | bVI | iv | V',
      'i | IV | bVI | i',
    ],
    'pre-chorus': ['iv | bVI | bVII | V', 'bVI | bVII | bVI | V'],
    chorus: [
      'i | bVI | bIII | bVII',
      'bVI | bVII | i | i',
      'i | bIII | bVII | IV',
      'i | bVI | iv | V',
      'bVI | bIII | bVII | i',
      'i | bVII>2 | bIII | bVI',
    ],
    build: ['iv | iv | V | V', 'bVI | bVI | bVII | V'],
    drop: ['i | bVI | bIII | bVII', 'i | iv | bVI | bVII', 'i | bVI | bVII | V'],
    break: ['bVI | bIII | iv | i', 'i | bVI | i | bVI'],
    bridge: ['bIII | bVII | i | bVI', 'iv | i | bII | V', 'bVI | bIII | iv | V'],
    outro: ['bVI | iv | i | i', 'iv | V | i | i'],
  },
}

/** Common practice: cadences, the circle of fifths, inversions that make the bass sing. */
export const CLASSIC_LOOPS: Family = {
  major: {
    intro: ['I | V7>7 | I | I', 'I | IV>1 | V7>7 | I', 'I | I | V7 | I'],
    verse: [
      'I | vi | ii7 | V7',
      'I | V7>7 | vi | iii | IV | I>3 | ii7 | V7',
      'I | IV>6 | V7>7 | I',
      'I | V>7 | vi | V7/V V',
      'I | ii>4 | V7 | I',
      'I | I>3 | IV | V7',
    ],
    'pre-chorus': ['vi | ii | V7/V | V', 'IV | I>3 | ii | V7'],
    chorus: [
      'IV | V | I>3 | vi | ii7 | V7 | I | I',
      'I | IV | V7 | I',
      'vi | ii | V7 | I',
      'IV | iv | I>5 | V7',
      'IV | I>3 | ii7 | V7',
      'iii | vi | ii | V7',
    ],
    bridge: ['vi | V7/vi | vi | V7/V | V | IV>6 | V7 | V7', 'ii | V7/ii | ii | V7', 'IV | V7/IV | IV | V7'],
    outro: ['IV | iv | I>5 V7 | I', 'ii7 | V7 | I | I'],
  },
  minor: {
    intro: ['i | i | iv | V7', 'i | V7>7 | i | i', 'i | iv>1 | V7>7 | i'],
    verse: [
      'i | iv | bVII | bIII | bVI | iim7b5 | V7 | i',
      'i | V7 | i | iv',
      'i | bVI | iim7b5 | V7',
      'i | iv | V7 | i',
      'i | V7>7 | i>b3 | iv',
      'i | bVII>2 | bIII | V7',
    ],
    'pre-chorus': ['iv | bVII | bIII | V7', 'bVI | iv | V7/V | V'],
    chorus: [
      'iv | i>b3 | iim7b5 | V7',
      'bVI | bVII | i | V7',
      'bIII | bVII>2 | i | V7',
      'iv | bVII | bIII | bVI | iim7b5 | V7 | i | i',
      'i | bII>4 | V7 | i',
      'bVI | bIII | iv | V7',
    ],
    bridge: ['bIII | V7/bIII | bIII | V7', 'bVI | bIII>5 | iv | V7', 'iv | V7/iv | iv | V7'],
    outro: ['iv | i>5 | V7 | i', 'iim7b5 | V7 | i | i'],
  },
}

/** Slow air: chords that hang, common tones above a moving floor. */
export const STILL_LOOPS: Family = {
  major: {
    intro: ['Imaj9 | Imaj9 | IVmaj9 | IVmaj9', 'Iadd9 | Iadd9 | Iadd9 | Iadd9'],
    verse: [
      'Imaj9 | IVmaj9 | Imaj9 | IVmaj9',
      'Iadd9 | iii7 | vi9 | IVmaj9',
      'Imaj7 | Imaj7 | vi9 | vi9',
      'IVmaj9 | IVmaj9 | Iadd9 | Iadd9',
      'Iadd9 | V>7 | vi9 | IVmaj7',
      'vi9 | IVmaj9 | Iadd9 | Iadd9',
    ],
    chorus: [
      'IVmaj9 | Iadd9 | V | vi9',
      'vi9 | IVmaj9 | Iadd9 | Vsus4',
      'IVmaj9 | V | iii7 | vi9',
      'Iadd9 | II | IVmaj9 | Iadd9',
      'ii9 | IVmaj9 | vi9 | Vsus4',
      'IVmaj7 | iii7 | IVmaj7 | Iadd9',
    ],
    bridge: ['bVImaj7 | bVImaj7 | Iadd9 | Iadd9', 'ii9 | ii9 | IVmaj9 | IVmaj9'],
    break: ['Iadd9 | Iadd9 | IVmaj9 | IVmaj9'],
    outro: ['IVmaj9 | IVmaj9 | Iadd9 | Iadd9', 'Imaj9 | Imaj9 | Imaj9 | Imaj9'],
  },
  minor: {
    intro: ['im9 | im9 | bVImaj7 | bVImaj7', 'im9 | im9 | im9 | im9'],
    verse: [
      'im9 | bVImaj9 | im9 | bVImaj9',
      'im9 | im9 | bVImaj7 | bVImaj7',
      'im9 | ivm9 | im9 | ivm9',
      'im9 | bIIImaj7 | bVImaj9 | bVImaj9',
      'im9 | bVII | bVImaj9 | bVII',
      'bVImaj9 | bVImaj9 | im9 | im9',
    ],
    chorus: [
      'bVImaj9 | bVII | im9 | im9',
      'bVImaj9 | bIIImaj7 | bVII | im9',
      'im9 | bIIImaj9 | bVImaj9 | bVII',
      'ivm9 | bVImaj9 | im9 | bVII',
      'bIIImaj7 | bVII | ivm9 | bVImaj9',
      'ivm9 | im9 | bVImaj9 | bVImaj9',
    ],
    bridge: ['ivm9 | ivm9 | bVImaj9 | bVImaj9', 'bIIImaj7 | bVImaj7 | ivm9 | ivm9'],
    break: ['im9 | im9 | bVImaj9 | bVImaj9'],
    outro: ['bVImaj9 | bVImaj9 | im9 | im9', 'im9 | im9 | im9 | im9'],
  },
}
