import type { LexiconEntry } from '../meaning.js'

/** Kinds of singing, and of none. Voice types by the ranges of the German Fach system; languages are the common ones. */
export const VOICES: readonly LexiconEntry[] = [
  [
    'female vocals, female vocal, female voice, female singer, woman singer, female lead, woman, girl, female, women, soprano, mezzo, mezzo-soprano, diva, girl group',
    { voice: { gender: 'f' } },
  ],
  ['alto, contralto, low female voice', { voice: { gender: 'f', register: -0.6 } }],
  [
    'male vocals, male vocal, male voice, male singer, man singer, male lead, man, male, men, crooner, boy band',
    { voice: { gender: 'm' } },
  ],
  ['tenor, high male voice, falsetto', { voice: { gender: 'm', register: 0.6 } }],
  [
    'baritone, bass voice, deep voice, deep male voice, low voice',
    { voice: { gender: 'm', register: -0.7 } },
  ],
  [
    'instrumental, no vocals, without vocals, no singing, no voice, karaoke version, backing track',
    { voice: { none: true } },
  ],
  ['vocals, vocal, voice, singing, singer, lyrics', { stems: ['vocal', 'backingVocals'], voice: {} }],
  [
    'duet, duets, vocal duet, two singers, two vocalists, dual vocals, duet vocals',
    { voice: { duet: 'mixed' } },
  ],
  [
    'male and female vocals, female and male vocals, male and female duet, female and male duet, male and female, female and male, male female duet, male-female duet, female-male duet, boy-girl duet, man and woman, girl and boy, boy and girl',
    { voice: { duet: 'mixed' } },
  ],
  [
    'female duet, two women, two female singers, two female vocalists',
    { voice: { gender: 'f', duet: 'alike' } },
  ],
  ['male duet, two men, two male singers, two male vocalists', { voice: { gender: 'm', duet: 'alike' } }],
  [
    'choir, chorus of voices, choral voices, chants, chanting, backing vocals, background vocals, harmonies, vocal harmonies, harmony vocals, gang vocals, ooh, oohs, aahs',
    { voice: { choir: true }, instruments: ['choir-aahs', 'voice-oohs'], stems: ['backingVocals'] },
  ],
  ['spoken word, spoken, rapping, rapper, rapped, rap verse, rap verses', { voice: { spoken: true } }],
  ['melismatic, vocal runs, runs, belting', { voice: { melisma: true } }],
  ['whispered, whispery, breathy, soft vocals, hushed', { energy: -0.06 }],
  ['raspy, gravelly, powerful vocals, screaming, screamed, screams, growling, shouted', { energy: 0.08 }],
  [
    'soprano voice, coloratura, female choir, women’s choir, girlish vocals, female rapper',
    { voice: { gender: 'f' } },
  ],
  [
    'monks, monk choir, monastic choir, male choir, men’s choir, male rapper, deep male vocals, male baritone',
    { voice: { gender: 'm', choir: true } },
  ],
  [
    'children’s choir, childrens choir, boys choir, crowd vocals, crowd chant, singalong chorus, call and response, group vocals, stacked vocals, layered vocals, lush harmonies vocals, three-part harmony',
    { voice: { choir: true }, instruments: ['choir-aahs', 'voice-oohs'] },
  ],
  [
    'soulful vocals, powerful female vocals, gospel vocals, emotive vocals, passionate vocals, belted',
    { voice: { melisma: true } },
  ],
  [
    'talk-singing, sprechgesang, narrated, narration, monologue, poetry, spoken intro, mc, toasting',
    { voice: { spoken: true } },
  ],
  [
    'instrumental only, instrumental music, purely instrumental, voiceless, no lyrics, without lyrics, without singing, no singer, minus one',
    { voice: { none: true } },
  ],
  [
    'autotune, auto-tune, vocoder, talk box, talkbox, chopped vocals, vocal chops, chopped vocal samples, pitched vocals, pitched vocal, turntable scratches, turntables, turntablism, scratching, record scratches, auto-tuned, auto-tuned vocals, autotuned vocals, pitched-up vocals, scat, scatting, yodel, yodeling, yodelling, throat singing, beatbox, beatboxing, death growl, death growls, growls, pig squeals',
    { unsupported: true },
  ],
  [
    'in spanish, spanish lyrics, spanish vocals, in french, french lyrics, french vocals, in german, german lyrics, german vocals, in italian, italian lyrics, in portuguese, portuguese lyrics, in japanese, japanese lyrics, japanese vocals, in korean, korean lyrics, korean vocals, in chinese, chinese lyrics, mandarin, cantonese, in hindi, hindi lyrics, in arabic, arabic lyrics, in russian, russian lyrics, in latin, latin lyrics, in turkish, in dutch, in swedish, in polish',
    { unsupported: true },
  ],
  ['in english, english lyrics, english vocals', {}],
]
