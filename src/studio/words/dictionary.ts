import { dictionary } from 'cmu-pronouncing-dictionary'

/**
 * Words that the dictionary lacks, or has as newsreaders say them: interjections, slang of songs, and words that
 * singers shorten ("fire" is one syllable, "every" two).
 */
const SUNG_FORMS: Readonly<Record<string, string>> = {
  aah: 'AA1',
  ahh: 'AA1',
  ay: 'EY1',
  aye: 'AY1',
  bae: 'B EY1',
  "'bout": 'B AW1 T',
  "'cause": 'K AH0 Z',
  cause: 'K AO1 Z',
  choir: 'K W AY1 R',
  clothes: 'K L OW1 Z',
  cos: 'K AH0 Z',
  coz: 'K AH0 Z',
  cuz: 'K AH0 Z',
  dem: 'D EH1 M',
  desire: 'D IH0 Z AY1 R',
  different: 'D IH1 F R AH0 N T',
  eah: 'EH1',
  emoji: 'IH0 M OW1 JH IY0',
  every: 'EH1 V R IY0',
  everybody: 'EH1 V R IY0 B AA2 D IY0',
  everyone: 'EH1 V R IY0 W AH2 N',
  everything: 'EH1 V R IY0 TH IH2 NG',
  everywhere: 'EH1 V R IY0 W EH2 R',
  "ev'ry": 'EH1 V R IY0',
  finna: 'F IH1 N AH0',
  fire: 'F AY1 R',
  fires: 'F AY1 R Z',
  favourite: 'F EY1 V R IH0 T',
  hire: 'HH AY1 R',
  hmm: 'HH AH1 M',
  hour: 'AW1 R',
  hours: 'AW1 R Z',
  "i'ma": 'AY1 M AH0',
  imma: 'AY1 M AH0',
  "lil'": 'L IH1 L',
  lil: 'L IH1 L',
  luv: 'L AH1 V',
  mic: 'M AY1 K',
  mhm: 'AH0 M HH AH1 M',
  mm: 'M AH1 M',
  mmm: 'M AH1 M',
  "n'": 'AH0 N',
  "'n'": 'AH0 N',
  "ne'er": 'N EH1 R',
  "o'er": 'AO1 R',
  ooh: 'UW1',
  our: 'AW1 R',
  ours: 'AW1 R Z',
  outta: 'AW1 T AH0',
  shh: 'SH AH1',
  skrrt: 'S K ER1 T',
  sorta: 'S AO1 R T AH0',
  tire: 'T AY1 R',
  tired: 'T AY1 R D',
  tonite: 'T AH0 N AY1 T',
  tryna: 'T R AY1 N AH0',
  ugh: 'AH1 G',
  uh: 'AH1',
  uhh: 'AH1',
  wire: 'W AY1 R',
  wires: 'W AY1 R Z',
  woah: 'W OW1',
  ya: 'Y AA1',
  yea: 'Y EY1',
}

/** Pronunciation in the dictionary's spelling (`'L AH1 V'`) of a lower-case word, or undefined. */
export function lookUp(word: string): string | undefined {
  // Own properties only: "constructor" is a word in a song, not the object's maker.
  if (Object.hasOwn(SUNG_FORMS, word)) return SUNG_FORMS[word]
  return Object.hasOwn(dictionary, word) ? dictionary[word] : undefined
}
