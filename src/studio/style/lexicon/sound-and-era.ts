import type { LexiconEntry } from '../meaning.js'

/** Decades and production words: they colour the mix and lean on the blend. */
export const SOUND_AND_ERA: readonly LexiconEntry[] = [
  ['1920s, 20s, 1930s, 30s, twenties, thirties', { genre: { 'jazz-swing': 0.5 }, mix: { warmth: 0.7 } }],
  ['1940s, 40s, forties', { genre: { 'jazz-swing': 0.5 }, mix: { warmth: 0.5 } }],
  ['1950s, 50s, fifties, doo-wop, doo wop', { genre: { rock: 0.2, blues: 0.2 }, mix: { warmth: 0.5 } }],
  ['1960s, 60s, sixties', { genre: { rock: 0.2, 'rnb-soul': 0.15 }, mix: { warmth: 0.4 } }],
  ['1970s, 70s, seventies', { genre: { rock: 0.15, funk: 0.2 }, mix: { warmth: 0.4 } }],
  ['1980s, 80s, eighties', { genre: { synthwave: 0.45 }, mix: { space: 0.25 } }],
  ['1990s, 90s, nineties', { genre: { pop: 0.15, house: 0.15 } }],
  ['2000s, 00s, y2k, two thousands, early 2000s', { genre: { pop: 0.2 } }],
  ['2010s, modern, contemporary, current, 2020s, futuristic', { genre: { pop: 0.1 }, mix: { bass: 0.1 } }],
  ['retro, vintage, old school, old-school, oldies, throwback, analog, analogue', { mix: { warmth: 0.5 } }],
  ['warm sound, tape, vinyl, cassette, dusty, crackle, lo-fi sound', { mix: { warmth: 0.7, drive: 0.2 } }],
  [
    'polished, clean, crisp, hi-fi, studio quality, high quality, well produced, radio ready, radio-ready, professional',
    { mix: { drive: -0.3 } },
  ],
  ['distorted, distortion, overdriven, fuzz, fuzzy, dirty, saturated, noisy', { mix: { drive: 0.6 } }],
  [
    'reverb, reverberant, spacious, wide, atmospheric, cavernous, washed out, echo, echoes, echoing',
    { mix: { space: 0.6 } },
  ],
  ['dry, close, close-miked, tight', { mix: { space: -0.6, dry: 0.5 } }],
  ['bass heavy, bass-heavy, bassy, boomy, sub heavy, thumping, booming', { mix: { bass: 0.5 } }],
  ['live, live band, live recording, organic', { mix: { space: 0.15 } }],
]
