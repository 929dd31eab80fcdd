import type { SungPhrase, Track, VoiceTrack } from '../../../music/score.js'
import { tracksBefore, tracksFrom } from './cut-tracks.js'
import type { BarWindow } from './window-bars.js'
import { SAME_BEAT } from './source-bars.js'

/** A pick-up begins at most this long before its line's bar, in beats. */
const PICK_UP_BEATS = 2

/** What of a song is kept around a window, and how far the new voices may sing in it. */
export interface KeptTracks {
  readonly before: Track[]
  readonly after: Track[]
  /** Beat at which the first kept phrase after the window begins, where that is a pick-up inside of it. */
  readonly voiceEndBeat: number
}

/**
 * Parts a song at a window. Lines are parted at the bar lines like everything else, but for their pick-ups: those of the
 * line after the window stay with it; those of a line that goes go with it, as far as they lie inside the window
 * (`windowStartBeat`).
 */
export function tracksAround(
  tracks: readonly Track[],
  { startBeat, endBeat }: BarWindow,
  windowStartBeat: number,
): KeptTracks {
  let voiceEndBeat = endBeat
  const before: Track[] = []
  const after: Track[] = []
  for (const track of tracks) {
    if (track.kind === 'instrument') {
      before.push(...tracksBefore([track], startBeat))
      after.push(...tracksFrom([track], endBeat))
      continue
    }
    const phrasesBefore: SungPhrase[] = []
    const phrasesAfter: SungPhrase[] = []
    for (const phrase of track.phrases) {
      const one = (phrases: readonly SungPhrase[]): VoiceTrack => ({ ...track, phrases })
      const goes = isMostlyFrom(phrase, startBeat)
      phrasesBefore.push(
        ...phrasesOf(tracksBefore([one([phrase])], goes ? Math.min(startBeat, windowStartBeat) : startBeat)),
      )
      const stays = isMostlyFrom(phrase, endBeat) && firstBeat(phrase) >= endBeat - PICK_UP_BEATS
      if (stays) voiceEndBeat = Math.min(voiceEndBeat, firstBeat(phrase))
      phrasesAfter.push(...(stays ? [phrase] : phrasesOf(tracksFrom([one([phrase])], endBeat))))
    }
    before.push({ ...track, phrases: phrasesBefore })
    after.push({ ...track, phrases: phrasesAfter })
  }
  return { before, after, voiceEndBeat }
}

/** Whether more than half of a phrase's words begin at a beat or later. */
function isMostlyFrom({ words }: SungPhrase, beat: number): boolean {
  const late = words.filter(({ syllables }) => syllables[0]!.notes[0]!.startBeat >= beat - SAME_BEAT)
  return late.length * 2 > words.length
}

function firstBeat({ words }: SungPhrase): number {
  return words[0]!.syllables[0]!.notes[0]!.startBeat
}

function phrasesOf(tracks: readonly Track[]): readonly SungPhrase[] {
  return tracks.flatMap((track) => (track.kind === 'voice' ? track.phrases : []))
}
