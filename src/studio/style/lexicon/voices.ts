import type { LexiconEntry } from '../meaning.js'

/** Kinds of singing, and of none. */
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
  ['vocals, vocal, voice, singing, singer, lyrics, duet', { stems: ['vocal', 'backingVocals'], voice: {} }],
  [
    'choir, chorus of voices, choral voices, chants, chanting, gospel choir, backing vocals, background vocals, harmonies, vocal harmonies, harmony vocals, gang vocals, ooh, oohs, aahs',
    { voice: { choir: true }, instruments: ['choir-aahs', 'voice-oohs'], stems: ['backingVocals'] },
  ],
  ['spoken word, spoken, rapping, rapper, rapped, rap verse, rap verses', { voice: { spoken: true } }],
  ['melismatic, vocal runs, runs, belting', { voice: { melisma: true } }],
  ['whispered, whispery, breathy, soft vocals, hushed', { energy: -0.06 }],
  ['raspy, gravelly, powerful vocals, screaming, growling, shouted', { energy: 0.08 }],
]
