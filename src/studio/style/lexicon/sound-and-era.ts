import type { LexiconEntry } from '../meaning.js'

/**
 * Decades and production words: they colour the mix and lean on the blend. What a decade leans to follows the year-end
 * single charts of the time; production words are those of recording magazines.
 */
export const SOUND_AND_ERA: readonly LexiconEntry[] = [
  [
    "1920s, 20s, 1930s, 30s, twenties, thirties, 20's, 30's, roaring twenties, prohibition era",
    { genre: { 'jazz-swing': 0.5 }, mix: { warmth: 0.7 } },
  ],
  ["1940s, 40s, forties, 40's, wartime", { genre: { 'jazz-swing': 0.5 }, mix: { warmth: 0.5 } }],
  ["1950s, 50s, fifties, 50's", { genre: { rock: 0.15, blues: 0.2 }, mix: { warmth: 0.5 } }],
  ["1960s, 60s, sixties, 60's, swinging sixties", { genre: { rock: 0.15, soul: 0.2 }, mix: { warmth: 0.4 } }],
  ["1970s, 70s, seventies, 70's", { genre: { rock: 0.1, disco: 0.15, funk: 0.1 }, mix: { warmth: 0.4 } }],
  [
    "1980s, 80s, eighties, 80's, early 80s, late 80s, mid 80s",
    { genre: { 'synth-pop': 0.3 }, mix: { space: 0.25 } },
  ],
  [
    "1990s, 90s, nineties, 90's, early 90s, late 90s, mid 90s",
    { genre: { 'indie-rock': 0.1, house: 0.1, 'rnb-soul': 0.1 } },
  ],
  ["2000s, 00s, y2k, two thousands, early 2000s, noughties, 2000's, late 2000s", { genre: { pop: 0.2 } }],
  [
    'modern, contemporary, current, 2010s, 2020s, futuristic, up to date, trending, viral, tiktok',
    { genre: { pop: 0.1 }, mix: { bass: 0.1 } },
  ],
  [
    'retro, vintage, old school, old-school, oldies, throwback, analog, analogue, nostalgic sound, period sound',
    { mix: { warmth: 0.5 } },
  ],
  ['warm sound, tape saturation, tube warmth, warm analog', { mix: { warmth: 0.7, drive: 0.2 } }],
  [
    'tape, vinyl, vinyl crackle, vinyl noise, tape hiss, cassette, dusty, crackle, lo-fi sound, lofi sound, lo-fi production, lofi production, lo-fi recording, lo-fi aesthetic, lofi aesthetic, lo-fi quality, lo-fi texture, low fidelity, worn, faded, tape wow, wow and flutter, warbly, wobbly tape',
    { mix: { warmth: 0.7, drive: 0.2, tape: 0.6 } },
  ],
  [
    'polished, clean, crisp, hi-fi, studio quality, high quality, well produced, radio ready, radio-ready, professional, pristine, glossy, transparent, clear mix',
    { mix: { drive: -0.3 } },
  ],
  [
    'distorted, distortion, overdriven, fuzz, fuzzy, dirty, saturated, noisy, blown out, clipped, crunchy, abrasive, harsh, bitcrushed',
    { mix: { drive: 0.6 } },
  ],
  [
    'reverb, reverberant, spacious, wide, atmospheric, cavernous, washed out, echo, echoes, echoing, delay, delays, tape delay, dub delay, cathedral, hall reverb, plate reverb, stadium sound, stadium, arena, stadium-ready, arena-ready, expansive, immersive, ambient reverb, wet',
    { mix: { space: 0.6 } },
  ],
  ['slapback, slapback echo, slapback delay, slap echo, slap delay, tape slap', { mix: { slap: 1 } }],
  [
    'dry, close, close-miked, tight, upfront, in your face, roomless, intimate sound, small room',
    { mix: { space: -0.6, dry: 0.5 } },
  ],
  [
    'bass heavy, bass-heavy, bassy, boomy, sub heavy, thumping, booming, big bass, bass boosted, bass-boosted, rumbling, earth-shaking, heavy low end',
    { mix: { bass: 0.5 } },
  ],
  ['thin, tinny, telephone, small speaker, radio effect', { mix: { bass: -0.5 } }],
  [
    'live, live band, live recording, organic, unplugged, jam session, garage recording',
    { mix: { space: 0.15 } },
  ],
  [
    'acoustic version, unplugged version, stripped back, stripped-back',
    { genre: { folk: 0.3 }, energy: -0.15, instruments: ['acoustic-guitar'] },
  ],
  ['sidechained, sidechain, pumping, side-chain', { genre: { house: 0.1 }, energy: 0.04 }],
  ['punchy, snappy drums, hard-hitting drums', { energy: 0.04, mix: { dry: 0.15, bass: 0.1 } }],
  ['muffled, low-pass, filtered, lowpass', { mix: { warmth: 0.6 } }],
]
