import type { HeardRecording } from '../../../music/heard.js'
import { keyName } from '../../../music/scale.js'
import type { Brief, StudioWarning } from '../../brief.js'
import type { CommonKey, CommonTempo } from './common-grid.js'

/** Beyond this change of speed, up or down, it is heard that a recording is stretched. */
const AUDIBLE_STRETCH = 1.15

/** What whoever asked for a mash-up should know about it. */
export function mashUpDoubts(
  brief: Brief,
  [voice, band]: readonly [HeardRecording, HeardRecording],
  tempo: CommonTempo,
  tonality: CommonKey,
  isLyricsSung: boolean,
): StudioWarning[] {
  const warnings: StudioWarning[] = []
  const stretched = Math.max(...tempo.speed.map((speed) => Math.max(speed, 1 / speed)))
  if (stretched > AUDIBLE_STRETCH) {
    warnings.push({
      code: 'stretched_far',
      message: `The recordings have ${Math.round(voice.tempoBpm)} and ${Math.round(band.tempoBpm)} bpm; meeting at ${Math.round(tempo.bpm)} bpm, one of them is ${Math.round((stretched - 1) * 100)} % off its speed, which can be heard`,
    })
  }
  if (tonality.shift.some((semitones) => Math.abs(semitones) > 4)) {
    warnings.push({
      code: 'transposed_far',
      message: `The recordings are in ${keyName(voice.key)} and ${keyName(band.key)}; they are moved by ${tonality.shift.join(' and ')} semitones, which can be heard`,
    })
  }
  if (voice.beatsPerBar !== band.beatsPerBar) {
    warnings.push({
      code: 'meters_differ',
      message: `The voice's recording has ${voice.beatsPerBar} beats a bar, the band's ${band.beatsPerBar}; the band's are counted`,
    })
  }
  if (brief.lyrics?.trim() && !isLyricsSung) {
    warnings.push({
      code: 'lyrics_not_sung',
      message: 'A mash-up sings what the first recording sings; the lyrics given are not used',
    })
  }
  if (brief.instrumental) {
    warnings.push({
      code: 'voice_kept',
      message:
        'A mash-up is the voice of the first recording over the second; it is heard although "instrumental" is set',
    })
  }
  for (const [name, heard] of [
    ['first', voice],
    ['second', band],
  ] as const) {
    if (heard.beatConfidence < 0.3) {
      warnings.push({
        code: 'beat_uncertain',
        message: `The ${name} recording has no clear beat; its best guess is followed`,
      })
    }
  }
  return warnings
}
