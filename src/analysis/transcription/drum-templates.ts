/** Drums that are told apart. */
export type DrumName = 'kick' | 'snare' | 'hat' | 'openHat' | 'lowTom' | 'highTom' | 'crash' | 'ride'

/** What a drum sounds like. */
export interface DrumTemplate {
  readonly drum: DrumName
  /** At the stroke; otherwise while it dies away. */
  readonly isStroke: boolean
  /** Magnitude in each of `DRUM_BANDS` bands, the largest 1. */
  readonly spectrum: readonly number[]
}

/**
 * Two kinds of each drum, from seven kits of our own studio (`bench/ears/fit-drum-templates.ts`). One letter a band, from 30
 * Hz to 16 kHz: `a` is the loudest, each letter 1.5 dB less.
 */
// prettier-ignore
const KINDS: readonly { readonly drum: DrumName; readonly stroke: string; readonly tail: string }[] = [
  { drum: 'kick', stroke: 'aemprrttsuuuutqpqqoomlommllmjjjlmnqswzzz', tail: 'ajouxxxxwyyxwwvvuvuttstttsssqpprsuwyzzzz' },
  { drum: 'kick', stroke: 'adjmoprstuvwwwvuvvutuwxyyxxyzzzzzzzzzzzz', tail: 'ahouxzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz' },
  { drum: 'snare', stroke: 'ofadffhikkkkklljjjjihfgggffffgghijkkmoqs', tail: 'vdadhhijjijjiiihhgfeededcccbcccdefgikmoq' },
  { drum: 'snare', stroke: 'ldaeeglookkjjijjiihgggggfeedcccbbcddeffh', tail: 'uedfflnoolkjjiihhgfffeedddccbaaaaabbcdff' },
  { drum: 'hat', stroke: 'zvqrsututqrtrqpqppomkhjhffgegfdddcbbbaaa', tail: 'zxrsvtsvvttutsrsqqrqmkllhghggeeddcbbaaab' },
  { drum: 'hat', stroke: 'zzzzzzzzzzswxtrssrqniifhecbcbbaaabceghij', tail: 'yyzzzzyyxwsuvsrrqqpnjjjifdccbbaabcdfghjj' },
  { drum: 'openHat', stroke: 'zvqllmnsrlkojinnllmjhiifffddecdcbabbaaaa', tail: 'zzytpjitrlhqngmnginmghjhfehedeedbaabaabb' },
  { drum: 'openHat', stroke: 'zzzzzzzzzzvyxutvstsplnlkifeedcbababbbbcc', tail: 'zzzzzzzzzzwzzvtvsssqlmkjifeedcbababbbbbc' },
  { drum: 'lowTom', stroke: 'addgjnmiknnlklkllklkjjjllljkjhjmnpssuvwx', tail: 'ahlnqtsrtsutsttuuuvvvvwxwwxxyyzzzzzzzzzz' },
  { drum: 'lowTom', stroke: 'hahopoqtuwxzyyyyzzzzzzzzzzzzzzzzzzzzzzzz', tail: 'canpnruxzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz' },
  { drum: 'highTom', stroke: 'hafefjjmpnikonnmmmmlmmlmllkkmnnlnlloqrsv', tail: 'dajmlprtuusutuwvuvwwwxxxyyyzzzzzzzzzzzzz' },
  { drum: 'highTom', stroke: 'sqhadnooponqsutvwyxzzzzzzzzzzzzzzzzzzzzz', tail: 'zxaatpotmqtvwyzzzzzzzzzzzzzzzzzzzzzzzzzz' },
  { drum: 'crash', stroke: 'zumknibbfcbbbdihfdgffhcacaeecedeedeeffhj', tail: 'zzrrxpjllllnonnlihjhfkdaeaeecdcdfddefhkm' },
  { drum: 'crash', stroke: 'zzzzzzzwuuxnoqpknlijhgefeedbababaacbbbbb', tail: 'zzzzzzzutsvmnpojljhhgedeccbbaaaaaaabbaaa' },
  { drum: 'ride', stroke: 'zyytpuutsnsxqnrttsnhllggigehiffffdcbaabe', tail: 'zzxnmrrrqmotmloqoqmdkkchjedieedccbbabfjk' },
  { drum: 'ride', stroke: 'zzzzzzzzzyvzzpstslnmkjigdecccaabdcddeeed', tail: 'zzzzzzzzzxuyynrsrkmljjhgeddccaabcbcccccc' },
]

export const DRUM_TEMPLATES: readonly DrumTemplate[] = KINDS.flatMap(({ drum, stroke, tail }) => [
  { drum, isStroke: true, spectrum: spectrumOf(stroke) },
  { drum, isStroke: false, spectrum: spectrumOf(tail) },
])

function spectrumOf(letters: string): number[] {
  return [...letters].map((letter) => 10 ** ((-1.5 * (letter.charCodeAt(0) - 97)) / 20))
}
