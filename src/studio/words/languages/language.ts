import { lookUp } from '../dictionary.js'

/** Languages that words can be sung in. English has a dictionary; the others are read by rules and sung with an accent. */
export const LANGUAGES = ['en', 'es', 'it', 'de', 'fr', 'pt', 'ja'] as const
export type Language = (typeof LANGUAGES)[number]

/** Languages written in Latin letters, told apart by their commonest words and by letters that only some of them use. */
type LatinLanguage = Exclude<Language, 'ja'>

const COMMON_WORDS: Readonly<Record<LatinLanguage, string>> = {
  en:
    'the and you i my me is are was in on of to it that with for your be this we all do not but what when so just like ' +
    'know can have never she he they our her his from at if now no one get got out up down how there where will ' +
    "i'm don't it's you're can't won't i'll love time day night heart baby feel",
  es:
    'el la los las de que y en un una por con para no mi tu te me se lo le su es soy eres está estoy como cuando pero más ' +
    'ya si sin yo él ella todo nada amor corazón vida noche día quiero siempre nunca muy esta este donde hay porque del al ' +
    'hasta entre sobre tiempo cielo alma mundo luz mañana',
  it:
    'il lo la gli le di che e è un una per con non mi ti si ci sono sei io tu lui lei noi come quando ma più del della dei ' +
    'delle nel nella al alla questo questa tutto niente amore cuore vita notte giorno sempre mai anche cosa dove perché ' +
    'senza solo mio mia tuo tua sole cielo mare voglio ancora',
  de:
    'der die das und ich du er sie es wir ihr ist bin bist sind war nicht ein eine einen dem den des mit für auf von zu im ' +
    'in an wie was wenn aber nur noch auch so mein meine dein deine mich dich mir dir uns hat habe kein keine immer nie ' +
    'liebe herz nacht tag leben zeit welt licht himmel durch über nach',
  fr:
    'le la les de des du et que qui je tu il elle nous vous on ne pas un une est suis es dans pour avec sur mon ma mes ton ' +
    'ta tes son sa ses ce cette mais comme quand plus tout toi moi me te se au aux où si jamais toujours amour coeur cœur ' +
    "vie nuit jour sans encore rien c'est j'ai n'est d'un d'une qu'il l'amour",
  pt:
    'o a os as de que e em um uma por com para não meu minha teu tua te me se do da dos das no na nos nas é são sou está ' +
    'estou como quando mas mais eu você ele ela nós tudo nada amor coração vida noite dia quero sempre nunca muito essa ' +
    'esse onde sem só já tão saudade céu mundo luz ainda',
}

const MARKS: Readonly<Record<LatinLanguage, RegExp>> = {
  en: /(?:wh|ght|ck|sh|'(?:s|t|m|re|ll|ve|d)\b)/g,
  es: /[ñ¿¡]|ción|ll[aeo]/g,
  it: /[ìò]|gli|zion|cch|gh[ei]|[aeiou]tt[aeio]\b|\b(?:dell|nell|all)'/g,
  de: /[ßäöü]|sch|\b(?:ge|ver)[a-z]{4,}|cht|ei[nst]|ung\b/g,
  fr: /[êèëîïûœ]|eau|oi[rst]\b|\b[jldnmtscq]u?'[aeéêhiou]|eux\b|aient\b/g,
  pt: /[ãõ]|ç[ãõ]|nh[ao]|lh[aeo]|ões\b/g,
}

const WORD_SETS = (Object.entries(COMMON_WORDS) as [LatinLanguage, string][]).map(
  ([language, words]) => [language, new Set(words.split(' '))] as const,
)

/** How much more another language has to say for itself than English before a text is taken for it. */
const LEAST_EVIDENCE = 2.5

type Scores = Record<LatinLanguage, number>

/**
 * The language of each line, found from the whole text and the line itself: songs mix languages, and most lines are too
 * short to tell alone. Lines without words get the text's language.
 */
export function languagesOfLines(lines: readonly string[]): Language[] {
  const scores = lines.map(scoreLine)
  const total = emptyScores()
  for (const score of scores)
    for (const language of Object.keys(total) as LatinLanguage[]) total[language] += score[language]
  const main = favourite(total, LEAST_EVIDENCE) ?? 'en'
  return lines.map((line, i) => {
    if (KANA.test(line)) return 'ja'
    // A line may leave the text's language only for one that clearly speaks from it, and that the text uses elsewhere or the line is rich in.
    const own = favourite(scores[i]!, main === 'en' ? 4 : 2)
    return own !== undefined && own !== main && scores[i]![own] > 1.5 * scores[i]![main] + 1 ? own : main
  })
}

/** The language of a text that is too short to be cut into lines, e.g. a title. */
export function languageOf(text: string): Language {
  return languagesOfLines([text])[0]!
}

const KANA = /[\u3041-\u3096\u30a1-\u30fa]/

function favourite(scores: Scores, least: number): LatinLanguage | undefined {
  let best: LatinLanguage | undefined
  for (const language of Object.keys(scores) as LatinLanguage[]) {
    if (best === undefined || scores[language] > scores[best]) best = language
  }
  if (best === undefined || scores[best] <= 0) return undefined
  if (best === 'en') return 'en'
  return scores[best] >= least && scores[best] > 1.3 * scores.en ? best : undefined
}

function scoreLine(line: string): Scores {
  const scores = emptyScores()
  const text = line
    .toLowerCase()
    .normalize('NFC')
    .replace(/[’‘]/g, "'")
    .replace(/\[[^\]]*\]/g, ' ')
  const words = text.match(/[\p{L}']+/gu) ?? []
  for (const word of words) {
    let known = false
    for (const [language, common] of WORD_SETS) {
      if (!common.has(word)) continue
      scores[language] += word.length > 2 ? 1.2 : 0.7
      known = true
    }
    // The dictionary is full of foreign names: worth little, but it settles lines of plain English nouns.
    if (!known && /^[a-z']{4,}$/.test(word) && lookUp(word) !== undefined) scores.en += 0.35
  }
  for (const [language, marks] of Object.entries(MARKS) as [LatinLanguage, RegExp][]) {
    const weight = language === 'en' ? 0.3 : 0.9
    scores[language] += weight * Math.min(4, [...text.matchAll(marks)].length)
  }
  return scores
}

function emptyScores(): Scores {
  return { en: 0, es: 0, it: 0, de: 0, fr: 0, pt: 0 }
}
