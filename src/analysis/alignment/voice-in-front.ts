import type { Audio } from '../../dsp/audio.js'

/** How much of a song is left around the voice that is taken out of it. */
const BAND_SHARE = 0.3

/**
 * The voice of a song with the band far behind it. Alone it would have holes where separation took its consonants for
 * cymbals, or itself for a guitar: of a rock song's words 45 % were found within 0.3 s then, with some of the band 89 %.
 */
export function voiceInFront(song: Audio, vocal: Audio): Audio {
  const channels = vocal.channels.map((channel, side) =>
    channel.map((sample, i) => sample + BAND_SHARE * song.channels[side]![i]!),
  )
  return { ...vocal, channels }
}
