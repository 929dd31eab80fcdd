import type { SectionKind } from '../../../music/score.js'

export interface VoiceRange {
  readonly lowMidi: number
  readonly highMidi: number
}

/** Where in a voice's range a kind of section lies: 0 is its lowest note, 1 its highest. */
const CENTRES: Readonly<Record<SectionKind, number>> = {
  intro: 0.4,
  verse: 0.36,
  'pre-chorus': 0.48,
  chorus: 0.64,
  'post-chorus': 0.66,
  bridge: 0.56,
  solo: 0.55,
  interlude: 0.45,
  break: 0.36,
  build: 0.55,
  drop: 0.66,
  outro: 0.48,
}

/** The part of a range that a section uses, and the pitch it moves around. */
export function tessitura(
  kind: SectionKind,
  range: VoiceRange,
  speech: number,
): VoiceRange & { readonly centreMidi: number } {
  const span = range.highMidi - range.lowMidi
  const centreMidi = range.lowMidi + span * (CENTRES[kind] * (1 - speech) + 0.4 * speech)
  // Speaking keeps to a fourth or so around its pitch, singing to an octave and a bit.
  const reach = Math.min(span, 8 - 5 * speech)
  return {
    centreMidi,
    lowMidi: Math.max(range.lowMidi, Math.round(centreMidi - reach)),
    highMidi: Math.min(range.highMidi, Math.round(centreMidi + reach)),
  }
}
