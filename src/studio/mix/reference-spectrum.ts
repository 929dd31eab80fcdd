import type { SpectrumName } from '../../music/score.js'

/** Centres of the octave bands of a reference curve, in Hz. */
export const REFERENCE_HZ = [63, 125, 250, 500, 1000, 2000, 4000, 8000, 16_000] as const

/**
 * Long-term levels of the octave bands of `REFERENCE_HZ` in dB, against pink noise (equal energy an octave) with any
 * offset. From what was published about recordings that people made, none of them ours:
 *
 * - `record`: number ones of 1950-2010 fall by 5 dB an octave per hertz from 100 Hz to 4 kHz, which is 2 dB an octave
 *   band, and faster above (Pestana et al., "Spectral characteristics of popular commercial recordings 1950-2010", AES 135).
 * - `club`, `acoustic`: the more percussion, the more lows and highs against the middle, which explains most of what
 *   genres differ by (Elowsson and Friberg, "Long-term average spectrum in popular music and its relation to the level
 *   of the percussion", AES 142); dance music of this century has more below 100 Hz still (Hove et al., JASA 145, 2019).
 * - `concert`: an orchestra is about level up to 500 Hz and falls by 5 to 7 dB an octave above (Sivian, Dunn and White,
 *   "Absolute amplitudes and spectra of certain musical instruments and orchestras", JASA 2, 1931).
 * - `solo`: the same source's piano, which loses its treble sooner; also pads and bells without a band.
 *
 * The others are variants of `club`, `record` and `acoustic` by 2 to 5 dB, as it is the custom to master such music:
 *
 * - `heavy`: the bass comes first and the top is soft: hip hop, trap, reggae, dub, dubstep.
 * - `radio`: firm lows and an open top: pop of this century.
 * - `guitars`: little below the bass guitar, amplifiers in front between 500 Hz and 4 kHz: rock and punk.
 * - `metal`: hollow middle, hard pick and kick between 2 and 8 kHz.
 * - `street`: hand percussion and brass in front: salsa, samba, afrobeat.
 * - `vintage`: lean lows, a forward middle and a soft top, as cut to discs of the fifties and sixties: blues, soul.
 * - `tape`: round lows and hardly any top: lo-fi.
 * - `screen`: an orchestra recorded close, with the weight of big drums below it: trailers and film scores. Of twenty scores of Battle
 *   for Wesnoth (Debian's wesnoth-music) the median is 14 dB down at 4 kHz and 22 at 8 kHz, and leaner in the lows.
 */
export const REFERENCE_SPECTRA: Readonly<Record<SpectrumName, readonly number[]>> = {
  club: [2, 0, -3, -5, -6.5, -8.5, -10.5, -13, -20],
  heavy: [4, 1.5, -3, -6, -8.5, -11, -13.5, -17, -25],
  record: [-1, 0, -2, -4, -6, -8, -10, -14, -22],
  radio: [0.5, 0, -3, -5, -6.5, -8, -9.5, -11.5, -18],
  guitars: [-4, -0.5, -1.5, -3, -4.5, -5.5, -7.5, -13, -22],
  metal: [-1.5, 0, -2.5, -5, -6, -5, -6.5, -10.5, -20],
  street: [-3, -0.5, -2, -3.5, -4.5, -6.5, -8.5, -11, -18],
  vintage: [-5, -0.5, -0.5, -2, -3.5, -6.5, -11, -19, -31],
  tape: [-2, 1, 0, -3, -7, -11, -16, -24, -36],
  acoustic: [-5, -0.5, 0, -2, -5, -8.5, -12, -18, -27],
  screen: [-0.5, 0.5, -1, -2, -5, -8.5, -13.5, -20.5, -28],
  concert: [-7, -1.5, 0, -1, -4, -9, -15, -22, -32],
  solo: [-10, -3, 0, -0.5, -5.5, -11.5, -18.5, -27, -38],
}
