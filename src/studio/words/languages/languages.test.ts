import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONSONANTS, VOWELS } from '../phones.js'
import { pronounce } from '../pronounce.js'
import { languagesOfLines, type Language } from './language.js'

/** `'k ao . r aa . s ao1 n'`: phones, dots between syllables, 1 after the stressed vowel. */
function sung(language: Language, word: string, nextWord = ''): string {
  return pronounce(word, { language, nextWord })
    .syllables.map(({ phones, nucleus, stress }) =>
      phones.map((phone, i) => (i === nucleus && stress ? `${phone}1` : phone)).join(' '),
    )
    .join(' . ')
}

describe('words of other languages', () => {
  it.each<[Language, string, string]>([
    ['es', 'corazón', 'k ao . r aa . s ao1 n'],
    ['es', 'noche', 'n ao1 . ch eh'],
    ['es', 'guitarra', 'g iy . t aa1 . r aa'],
    ['es', 'quiero', 'k y eh1 . r ao'],
    ['es', 'Ángel', 'aa1 n . hh eh l'],
    ['es', '42', 'k w aa . r eh1 n . t aa . iy1 . d ao1 s'],
    ['it', 'cielo', 'ch y eh1 . l ao'],
    ['it', 'città', 'ch iy . t aa1'],
    ['it', "l'amore", 'l aa . m ao1 . r eh'],
    ['it', 'perché', 'p eh r . k eh1'],
    ['de', 'liebe', 'l iy1 . b ax'],
    ['de', 'schönen', 'sh er1 . n ax n'],
    ['de', 'Freiheit', 'f r ay1 . hh ay t'],
    ['de', 'Straße', 'sh t r aa1 . s ax'],
    ['fr', 'amour', 'aa . m uw1 r'],
    ['fr', "d'été", 'd ey . t ey1'],
    ['fr', 'vie', 'v iy1'],
    ['fr', 'étoiles', 'ey . t w aa1 l'],
    ['pt', 'coração', 'k ow . r aa . s aw1 n'],
    ['pt', 'saudade', 's aw . d aa1 . jh iy'],
    ['pt', 'Brasil', 'b r aa . z iy1 w'],
    ['ja', 'さくら', 's aa1 . k uw . r aa'],
    ['ja', 'がっこう', 'g aa1 k . k ao . ao'],
    ['ja', 'ラーメン', 'r aa1 . aa . m eh n'],
    ['ja', 'しゅう', 'sh uw1 . uw'],
    ['ja', 'きょうは', 'k y ao1 . ao . w aa'],
  ])('%s: sings %s as "%s"', (language, word, expected) => {
    expect(sung(language, word)).toBe(expected)
  })

  it('ties French words together where speakers do', () => {
    expect(sung('fr', 'les', 'amis')).toBe('l ey1 z')
    expect(sung('fr', 'les', 'jours')).toBe('l ey1')
    expect(sung('fr', 'un', 'enfant')).toBe('ah1 ng n')
  })

  it('reads kana in a line of any language and hums the characters between them', () => {
    expect(pronounce('ありがとう').source).toBe('rules')
    const mixed = pronounce('東京のよる')
    expect(mixed.source).toBe('vocalise')
    expect(mixed.syllables).toHaveLength(5)
  })

  it('gives any writing singable syllables in the phone set of the voice, and never throws', () => {
    const languages: Language[] = ['es', 'it', 'de', 'fr', 'pt', 'ja']
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'aeioubcdgmnrstéèüßçñãのきゃっん1’-') })),
        fc.constantFrom(...languages),
        (word, language) => {
          for (const { phones, nucleus } of pronounce(word, { language }).syllables) {
            expect(phones.every((phone) => VOWELS.has(phone) || CONSONANTS.has(phone))).toBe(true)
            expect(VOWELS.has(phones[nucleus]!)).toBe(true)
          }
        },
      ),
    )
  })
})

describe('the language of a line', () => {
  it.each<[Language, string[]]>([
    ['es', ['La luna brilla sobre el mar esta noche', 'Y yo te espero en la orilla', 'Los niños juegan']],
    ['it', ['Nel cielo stellato cerco i tuoi occhi', 'La mia città dorme', 'Volare, oh oh, cantare']],
    ['de', ['Über den Wolken', 'Ich liebe dich, mein Herz', 'Wir tanzen durch die Nacht']],
    ['fr', ['Non, je ne regrette rien', "Quand il me prend dans ses bras, c'est la vie en rose"]],
    ['pt', ['Eu não sei viver sem você', 'A saudade é tanta que dói na alma', 'Canta no Brasil']],
    ['ja', ['さくら さくら', 'ラーメンをたべたい']],
    ['en', ['Walking down the empty street tonight', 'Oh la la', 'Casino lights in Las Vegas, amigo']],
    ['en', ['Paper planes', 'Golden summer fading']],
    ['en', ['', '!!!', '[Chorus]']],
  ])('is %s for %j', (language, lines) => {
    expect(languagesOfLines(lines)).toEqual(lines.map(() => language))
  })

  it('changes within a song', () => {
    expect(
      languagesOfLines([
        'I have been waiting all night for your call',
        'Te quiero, mi corazón, para siempre',
        'And the city keeps on singing',
      ]),
    ).toEqual(['en', 'es', 'en'])
  })
})
