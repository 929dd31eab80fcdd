import type { Key } from '../../src/music/scale.js'
import type { StemName } from '../../src/music/stems.js'
import type { GenreFamily } from '../../src/studio/profiles/profile.js'

/** What a prompt names, so that it can be listened for. */
export interface Asked {
  /** Felt beats a minute: dotted quarters in 6/8, 9/8 and 12/8. */
  readonly bpm?: number
  readonly key?: Key
  /** As written: `'6/8'`. */
  readonly meter?: string
  readonly seconds?: number
  /** One of each list of instrument ids must play. */
  readonly instruments?: readonly (readonly string[])[]
  /** Stems that must be silent. */
  readonly silent?: readonly StemName[]
  /** Instrument ids that must not play, where their stem may. */
  readonly without?: readonly string[]
}

export interface MusicPrompt {
  /** Two digits of the family, one of the prompt: `'03-2'`. */
  readonly id: string
  readonly family: GenreFamily
  /** Profile that should lead. */
  readonly genre: string
  /** The whole request; always for an instrumental. */
  readonly text: string
  readonly asked: Asked
}

type Line = readonly [genre: string, text: string, asked: Asked]

const major = (tonic: number): Key => ({ tonic, mode: 'major' })
const minor = (tonic: number): Key => ({ tonic, mode: 'minor' })
const PIANO = ['grand-piano', 'bright-piano', 'honky-tonk'] as const
const RHODES = ['electric-piano', 'fm-electric-piano'] as const
const SAX = ['tenor-sax', 'alto-sax', 'soprano-sax', 'baritone-sax'] as const
const DRUMS: readonly StemName[] = ['drums', 'percussion']

/** Six prompts a shelf, every profile at least once, in words people use. */
const BY_FAMILY: Readonly<Record<GenreFamily, readonly [Line, Line, Line, Line, Line, Line]>> = {
  pop: [
    ['pop', 'bright summer pop, 112 bpm, in C major', { bpm: 112, key: major(0) }],
    [
      'pop',
      'tender pop ballad, 76 bpm, with piano and strings, no synth',
      {
        bpm: 76,
        instruments: [PIANO, ['string-section', 'slow-strings']],
        silent: ['synth'],
      },
    ],
    [
      'synth-pop',
      'synth-pop with a punchy drum machine, A minor, 118 bpm',
      { bpm: 118, key: minor(9), instruments: [['909-kit', '808-kit']] },
    ],
    ['synthwave', 'neon synthwave night drive in F# minor, two minutes', { key: minor(6), seconds: 120 }],
    [
      'city-pop',
      'japanese city pop with saxophone and electric piano, 108 bpm',
      { bpm: 108, instruments: [SAX, RHODES] },
    ],
    ['k-pop', 'energetic k-pop, 126 bpm, E minor', { bpm: 126, key: minor(4) }],
  ],
  rock: [
    [
      'rock',
      'classic rock with organ, 124 bpm, in A',
      { bpm: 124, key: major(9), instruments: [['drawbar-organ', 'rock-organ']] },
    ],
    [
      'indie-rock',
      'jangly indie rock, G major, 132 bpm, no synth',
      { bpm: 132, key: major(7), silent: ['synth'] },
    ],
    ['punk', 'fast punk rock, 180 bpm, no keyboards', { bpm: 180, silent: ['keyboard'] }],
    ['grunge', 'heavy grunge in D minor, 104 bpm', { bpm: 104, key: minor(2) }],
    [
      'hard-rock',
      'swaggering hard rock with lead guitar, E minor',
      { key: minor(4), instruments: [['lead-guitar']] },
    ],
    ['rock', 'laid-back soft rock in 6/8, 60 bpm, piano', { bpm: 60, meter: '6/8', instruments: [PIANO] }],
  ],
  metal: [
    ['metal', 'thrash metal, 190 bpm, E minor', { bpm: 190, key: minor(4) }],
    ['metal', 'crushing heavy metal, 132 bpm, no keyboards', { bpm: 132, silent: ['keyboard'] }],
    [
      'metal',
      'heavy metal with strings and choir, D minor',
      {
        key: minor(2),
        instruments: [
          ['string-section', 'slow-strings'],
          ['choir-aahs', 'voice-oohs'],
        ],
      },
    ],
    ['metal', 'progressive metal in 7/8, 140 bpm', { bpm: 140, meter: '7/8' }],
    [
      'metal',
      'metalcore with lead guitar, B minor, 90 seconds',
      { key: minor(11), seconds: 90, instruments: [['lead-guitar']] },
    ],
    ['metal', 'death metal, 176 bpm, C minor', { bpm: 176, key: minor(0) }],
  ],
  'folk and country': [
    [
      'folk',
      'gentle acoustic folk in D major, 6/8, with harmonica, no drums',
      { key: major(2), meter: '6/8', instruments: [['harmonica']], silent: DRUMS },
    ],
    [
      'folk',
      'indie folk with acoustic guitar and cello, 96 bpm',
      { bpm: 96, instruments: [['acoustic-guitar'], ['cello']] },
    ],
    [
      'country',
      'upbeat country with fiddle, 120 bpm, G major',
      { bpm: 120, key: major(7), instruments: [['fiddle', 'violin']] },
    ],
    ['country', 'slow country waltz, 3/4, 92 bpm, no piano', { bpm: 92, meter: '3/4', without: [...PIANO] }],
    [
      'bluegrass',
      'fast bluegrass breakdown with banjo and fiddle, A major',
      { key: major(9), instruments: [['banjo'], ['fiddle', 'violin']] },
    ],
    ['bluegrass', 'old-time bluegrass, 130 bpm, 90 seconds', { bpm: 130, seconds: 90 }],
  ],
  blues: [
    ['blues', 'slow blues in A, 12/8, 60 bpm', { bpm: 60, key: major(9), meter: '12/8' }],
    ['blues', 'chicago blues shuffle with harmonica, 112 bpm', { bpm: 112, instruments: [['harmonica']] }],
    [
      'blues',
      'delta blues on acoustic guitar, no drums',
      { instruments: [['acoustic-guitar']], silent: DRUMS },
    ],
    ['blues', 'jump blues with saxophone and piano, 150 bpm', { bpm: 150, instruments: [SAX, PIANO] }],
    ['blues', 'electric blues in E minor, two minutes', { key: minor(4), seconds: 120 }],
    [
      'blues',
      'smoky blues with organ, G minor, 84 bpm',
      { bpm: 84, key: minor(7), instruments: [['drawbar-organ', 'rock-organ']] },
    ],
  ],
  jazz: [
    [
      'jazz-swing',
      'smooth jazz ballad with tenor sax and brushes, 66 bpm',
      { bpm: 66, instruments: [SAX, ['brush-kit']] },
    ],
    [
      'jazz-swing',
      'fast bebop with trumpet, 200 bpm',
      { bpm: 200, instruments: [['trumpet', 'muted-trumpet']] },
    ],
    [
      'jazz-swing',
      'jazz waltz, 3/4, 140 bpm, piano trio, no brass',
      { bpm: 140, meter: '3/4', instruments: [PIANO], silent: ['brass'] },
    ],
    [
      'jazz-swing',
      'big band swing with brass section, F major',
      { key: major(5), instruments: [['brass-section', 'trombone', 'trumpet']] },
    ],
    ['ragtime', 'ragtime, F minor, two minutes', { key: minor(5), seconds: 120, instruments: [PIANO] }],
    [
      'jazz-swing',
      'jazz in 5/4, 160 bpm, upright bass',
      { bpm: 160, meter: '5/4', instruments: [['upright-bass']] },
    ],
  ],
  'soul and funk': [
    [
      'funk',
      'tight funk with slap bass and horns, 106 bpm',
      { bpm: 106, instruments: [['slap-bass'], ['brass-section', 'trombone', 'trumpet']] },
    ],
    ['funk', 'dirty funk jam with clavinet, E minor', { key: minor(4), instruments: [['clavinet']] }],
    ['soul', 'classic motown soul, 120 bpm, C major', { bpm: 120, key: major(0) }],
    ['rnb-soul', 'slow jam r&b with rhodes, 68 bpm', { bpm: 68, instruments: [RHODES] }],
    [
      'disco',
      'glittering disco with strings, 118 bpm, A minor',
      { bpm: 118, key: minor(9), instruments: [['string-section', 'slow-strings']] },
    ],
    [
      'gospel',
      'uplifting gospel with organ and piano, no guitar',
      { instruments: [['drawbar-organ', 'rock-organ', 'church-organ'], PIANO], silent: ['guitar'] },
    ],
  ],
  cinematic: [
    [
      'cinematic',
      'epic cinematic trailer with taiko drums and choir, D minor',
      { key: minor(2), instruments: [['taiko'], ['choir-aahs', 'voice-oohs']] },
    ],
    [
      'cinematic',
      'adventurous film score with french horn, C major, 120 bpm',
      { bpm: 120, key: major(0), instruments: [['french-horn']] },
    ],
    ['cinematic', 'dark cinematic suspense, 80 bpm, no brass', { bpm: 80, silent: ['brass'] }],
    [
      'cinematic',
      'emotional film music with piano and cello, 70 bpm',
      { bpm: 70, instruments: [PIANO, ['cello']] },
    ],
    ['cinematic', 'heroic film score in 3/4, 132 bpm', { bpm: 132, meter: '3/4' }],
    [
      'cinematic',
      'cinematic soundtrack with harp, 90 seconds, no drums',
      { seconds: 90, instruments: [['harp']], silent: DRUMS },
    ],
  ],
  latin: [
    [
      'bossa-nova',
      'warm bossa nova with nylon guitar and flute, 130 bpm',
      { bpm: 130, instruments: [['nylon-guitar'], ['flute']] },
    ],
    ['samba', 'carnival samba, G major, no synth', { key: major(7), silent: ['synth'] }],
    [
      'salsa',
      'salsa with piano montuno and trumpet, C minor',
      { key: minor(0), instruments: [PIANO, ['trumpet', 'muted-trumpet']] },
    ],
    ['cumbia', 'cumbia with accordion, 92 bpm', { bpm: 92, instruments: [['accordion']] }],
    ['reggaeton', 'reggaeton, 94 bpm, B minor', { bpm: 94, key: minor(11) }],
    [
      'salsa',
      'fast mambo with brass, two minutes',
      { seconds: 120, instruments: [['brass-section', 'trombone', 'trumpet']] },
    ],
  ],
  reggae: [
    ['reggae', 'sunny roots reggae, 76 bpm, G major', { bpm: 76, key: major(7) }],
    [
      'reggae',
      'lovers rock reggae with organ, no brass',
      { instruments: [['drawbar-organ', 'rock-organ']], silent: ['brass'] },
    ],
    ['dub', 'deep dub, 72 bpm, A minor', { bpm: 72, key: minor(9) }],
    [
      'dub',
      'spacious dub reggae with melodica, 90 seconds',
      { seconds: 90, instruments: [['harmonica', 'accordion']] },
    ],
    ['ska', 'ska with trombone and saxophone, 150 bpm', { bpm: 150, instruments: [['trombone'], SAX] }],
    ['ska', 'cheerful rocksteady, F major, 90 bpm', { bpm: 90, key: major(5) }],
  ],
  'house and techno': [
    ['house', 'uplifting piano house, 124 bpm', { bpm: 124, instruments: [PIANO] }],
    [
      'deep-house',
      'deep house with rhodes, 121 bpm, no guitar',
      { bpm: 121, instruments: [RHODES], silent: ['guitar'] },
    ],
    ['techno', 'hypnotic minimal techno, 130 bpm', { bpm: 130 }],
    [
      'trance',
      'uplifting trance with supersaw, 138 bpm, A minor',
      { bpm: 138, key: minor(9), instruments: [['supersaw']] },
    ],
    ['chiptune', 'chiptune adventure, 150 bpm, C major', { bpm: 150, key: major(0) }],
    ['techno', 'acid techno with acid bass, two minutes', { seconds: 120, instruments: [['acid-bass']] }],
  ],
  'bass music': [
    ['drum-and-bass', 'liquid drum and bass with rhodes, 174 bpm', { bpm: 174, instruments: [RHODES] }],
    [
      'drum-and-bass',
      'dark drum and bass, 172 bpm, F minor, no guitar',
      { bpm: 172, key: minor(5), silent: ['guitar'] },
    ],
    [
      'drum-and-bass',
      "jungle drum 'n' bass with reese bass, 168 bpm",
      { bpm: 168, instruments: [['reese-bass']] },
    ],
    ['dubstep', 'dubstep with wobble bass, 140 bpm', { bpm: 140, instruments: [['reese-bass', 'fm-bass']] }],
    ['dubstep', 'melodic dubstep, E minor, two minutes', { key: minor(4), seconds: 120 }],
    ['dubstep', 'brostep, 145 bpm, no strings', { bpm: 145, silent: ['strings'] }],
  ],
  'hip hop': [
    [
      'trap',
      'dark trap beat with bells, 140 bpm, C minor',
      { bpm: 140, key: minor(0), instruments: [['fm-bell']] },
    ],
    ['trap', 'melodic trap with flute, F# minor', { key: minor(6), instruments: [['flute']] }],
    ['boom-bap', '90s boom bap, 90 bpm, no synth', { bpm: 90, silent: ['synth'] }],
    ['hip-hop', 'hip hop beat with piano, 94 bpm', { bpm: 94, instruments: [PIANO] }],
    ['lofi-hip-hop', 'lofi hip hop to study to, 78 bpm, rhodes', { bpm: 78, instruments: [RHODES] }],
    [
      'lofi-hip-hop',
      'rainy lo-fi with vibraphone, 90 seconds',
      { seconds: 90, instruments: [['vibraphone']] },
    ],
  ],
  ambient: [
    ['ambient', 'drifting ambient, 60 bpm, no drums', { bpm: 60, silent: DRUMS }],
    ['ambient', 'dark ambient drone in D minor, two minutes', { key: minor(2), seconds: 120 }],
    [
      'new-age',
      'new age with harp and pan flute, no drums',
      { instruments: [['harp'], ['pan-flute', 'flute']], silent: DRUMS },
    ],
    [
      'new-age',
      'meditation music with piano, C major, 90 seconds',
      { key: major(0), seconds: 90, instruments: [PIANO] },
    ],
    [
      'lullaby',
      'lullaby with music box, 3/4, F major',
      { key: major(5), meter: '3/4', instruments: [['music-box']] },
    ],
    ['lullaby', 'soft lullaby with celesta, 72 bpm', { bpm: 72, instruments: [['celesta']] }],
  ],
  classical: [
    [
      'classical-piano',
      'melancholic solo piano piece in E minor, 72 bpm',
      { bpm: 72, key: minor(4), instruments: [PIANO] },
    ],
    [
      'baroque',
      'baroque suite with harpsichord, G major, 100 bpm',
      { bpm: 100, key: major(7), instruments: [['harpsichord']] },
    ],
    ['orchestral', 'orchestral overture with oboe, D major', { key: major(2), instruments: [['oboe']] }],
    ['orchestral', 'slow symphonic adagio, no brass, two minutes', { seconds: 120, silent: ['brass'] }],
    [
      'march',
      'military march with brass, 116 bpm',
      { bpm: 116, instruments: [['brass-section', 'trombone', 'trumpet']] },
    ],
    ['waltz', 'viennese waltz, 3/4, A minor', { key: minor(9), meter: '3/4' }],
  ],
  world: [
    [
      'celtic',
      'celtic jig with fiddle and whistle, 6/8, 112 bpm',
      { bpm: 112, meter: '6/8', instruments: [['fiddle', 'violin'], ['whistle']] },
    ],
    [
      'celtic',
      'irish folk with bagpipes, D major, no drums',
      { key: major(2), instruments: [['bagpipes']], silent: DRUMS },
    ],
    [
      'flamenco',
      'fiery flamenco with spanish guitar, 120 bpm',
      { bpm: 120, instruments: [['nylon-guitar']] },
    ],
    [
      'tango',
      'argentine tango with bandoneon and violin, D minor',
      { key: minor(2), instruments: [['accordion'], ['violin']] },
    ],
    ['afrobeat', 'afrobeat with saxophone, 108 bpm', { bpm: 108, instruments: [SAX] }],
    ['tango', 'slow tango, 64 bpm, no drums, 90 seconds', { bpm: 64, seconds: 90, silent: DRUMS }],
  ],
}

/** 96 one-line requests for instrumentals over sixteen families of genres. */
export const PROMPTS: readonly MusicPrompt[] = Object.entries(BY_FAMILY).flatMap(([family, lines], f) =>
  lines.map(([genre, text, asked], i) => ({
    id: `${String(f + 1).padStart(2, '0')}-${i + 1}`,
    family: family as GenreFamily,
    genre,
    text,
    asked,
  })),
)
