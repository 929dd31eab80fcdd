import type { LexiconEntry } from '../meaning.js'

/**
 * The commonest words of style texts in Spanish, Portuguese, Italian, French, German, Russian, Japanese, Chinese and
 * Korean, after the genre and instrument aliases of MusicBrainz. Spelt as people type them; accents
 * are dropped before a term is looked up a second time, so that each needs one spelling only.
 */
export const OTHER_LANGUAGES: readonly LexiconEntry[] = [
  // Genres
  ['рок, ロック, 摇滚, 搖滾, 록', { genre: { rock: 1 } }],
  ['поп, ポップ, ポップス, 流行, 팝, musica pop', { genre: { pop: 1 } }],
  ['джаз, ジャズ, 爵士, 재즈', { genre: { 'jazz-swing': 1 } }],
  ['блюз, ブルース, 蓝调, 블루스', { genre: { blues: 1 } }],
  ['метал, метал рок, メタル, 金属, 메탈', { genre: { metal: 1 } }],
  ['панк, パンク, 朋克, 펑크록', { genre: { punk: 1 } }],
  [
    'хип хоп, рэп, ヒップホップ, ラップ, 说唱, 嘻哈, 힙합',
    { genre: { 'hip-hop': 1 }, voice: { spoken: true } },
  ],
  ['техно, テクノ, 테크노', { genre: { techno: 1 } }],
  ['хаус, ハウス, 하우스', { genre: { house: 1 } }],
  ['транс, トランス', { genre: { trance: 1 } }],
  ['эмбиент, アンビエント, 氛围, 앰비언트', { genre: { ambient: 1 } }],
  ['регги, レゲエ, 雷鬼, 레게', { genre: { reggae: 1 } }],
  ['ボサノバ, ボサノヴァ, босса нова, 보사노바', { genre: { 'bossa-nova': 1 } }],
  ['シティポップ, 시티팝', { genre: { 'city-pop': 1 } }],
  ['チップチューン, ゲーム音楽', { genre: { chiptune: 1 } }],
  [
    'klassik, klassische musik, musica clasica, musica classica, musique classique, классика, クラシック, 古典, 클래식',
    { genre: { 'classical-piano': 1 } },
  ],
  ['barock, barocco, barroco, baroque francais, барокко', { genre: { baroque: 1 } }],
  [
    'volkslied, volkslieder, musica folk, musica folclorica, folclore, folklore, musique folk, chanson folk, народная, фолк, 民谣, フォーク',
    { genre: { folk: 1 } },
  ],
  ['marsch, marcha, marche militaire, marcia, марш', { genre: { march: 1 } }],
  ['вальс, ワルツ, 圆舞曲, 왈츠', { meter: { numerator: 3, denominator: 4 }, genreOtherwise: { waltz: 1 } }],
  ['танго, タンゴ, 探戈', { genre: { tango: 1 } }],
  [
    'electronica, musica electronica, elektronische musik, musique electronique, электроника',
    { genre: { house: 0.7, techno: 0.3 } },
  ],
  [
    'schlaflied, wiegenlied, berceuse, cancion de cuna, nana infantil, ninna nanna, колыбельная, 子守唄, 摇篮曲, 자장가',
    { genre: { lullaby: 1 } },
  ],
  [
    'filmmusik, musique de film, musica de pelicula, banda sonora, colonna sonora, trilha sonora, саундтрек, 映画音楽',
    { genre: { cinematic: 1 } },
  ],
  [
    'kinderlied, kinderlieder, cancion infantil, musica infantil, comptine',
    { genre: { folk: 0.5, pop: 0.5 }, brightness: 0.9 },
  ],
  ['ballade, balada, ballata, баллада, バラード, 발라드', { genre: { pop: 0.3 }, bpm: 70, energy: -0.15 }],
  // Instruments
  [
    'klavier, pianoforte, teclado, фортепиано, пианино, ピアノ, 钢琴, 피아노',
    { instruments: ['grand-piano'] },
  ],
  [
    'gitarre, gitarren, guitarra, guitarras, guitare, guitares, chitarra, violao, гитара, ギター, 吉他, 기타',
    { instruments: ['acoustic-guitar', 'electric-guitar'], stems: ['guitar'] },
  ],
  [
    'e-gitarre, guitarra electrica, guitare electrique, chitarra elettrica',
    { instruments: ['electric-guitar', 'crunch-guitar'], stems: ['guitar'] },
  ],
  [
    'schlagzeug, bateria, batterie, batteria, trommeln, tambores, ударные, барабаны, ドラム, 鼓, 드럼',
    { instruments: ['standard-kit', 'room-kit'], stems: ['drums', 'percussion'] },
  ],
  [
    'perkussion, percusion, percussao, percussioni, percussions',
    { instruments: ['percussion-kit'], stems: ['percussion'] },
  ],
  [
    'bajo, contrabajo, baixo, basso, basse, contrebasse, kontrabass, бас, ベース, 贝斯, 베이스',
    { instruments: ['electric-bass', 'upright-bass'], stems: ['bass'] },
  ],
  [
    'geige, geigen, violine, violino, violinos, violines, violon, violons, скрипка, バイオリン, 小提琴, 바이올린',
    { instruments: ['violin'] },
  ],
  [
    'streicher, cuerdas, cordas, archi, cordes, струнные, ストリングス, 弦乐',
    { instruments: ['string-section', 'slow-strings'], stems: ['strings'] },
  ],
  ['violoncello, violonchelo, violoncelle, виолончель, チェロ, 大提琴', { instruments: ['cello'] }],
  [
    'flote, floten, querflote, flauta, flautas, flauto, флейта, フルート, 长笛, 플루트',
    { instruments: ['flute'] },
  ],
  [
    'trompete, trompeten, trompeta, trompetas, trompette, trompettes, tromba, труба, トランペット, 小号',
    { instruments: ['trumpet'] },
  ],
  ['posaune, posaunen, trombon, trombones, trombone a coulisse, тромбон', { instruments: ['trombone'] }],
  [
    'blaser, metais, metales, vientos, cuivres, ottoni, ブラス',
    { instruments: ['brass-section'], stems: ['brass'] },
  ],
  [
    'saxophon, saxofon, saxofone, sassofono, саксофон, サックス, 萨克斯, 색소폰',
    { instruments: ['tenor-sax', 'alto-sax'] },
  ],
  ['klarinette, clarinete, clarinetto, clarinette, кларнет', { instruments: ['clarinet'] }],
  [
    'akkordeon, acordeon, accordeon, fisarmonica, sanfona, аккордеон, баян, アコーディオン, 手风琴',
    { instruments: ['accordion'] },
  ],
  ['orgel, organo, orgao, orgue, орган, オルガン', { instruments: ['drawbar-organ', 'church-organ'] }],
  ['harfe, arpa, harpe, арфа, ハープ, 竖琴', { instruments: ['harp'] }],
  ['mundharmonika, armonica, gaita de boca, armonica a bocca', { instruments: ['harmonica'] }],
  ['chor, coro, choeur, хор, 合唱', { voice: { choir: true }, instruments: ['choir-aahs'] }],
  // Voices
  [
    'frauenstimme, weibliche stimme, voz femenina, voz feminina, voix feminine, voce femminile, женский вокал, 女声',
    { voice: { gender: 'f' } },
  ],
  [
    'mannerstimme, mannliche stimme, voz masculina, voix masculine, voce maschile, мужской вокал, 男声',
    { voice: { gender: 'm' } },
  ],
  ['gesang, stimme, voz, voces, voix, voce, chant, вокал', { stems: ['vocal'] }],
  [
    'instrumental musik, strumentale, instrumentale, инструментал, инструментальная, インスト, 纯音乐',
    { voice: { none: true } },
  ],
  // Moods and tempos
  ['schnell, rapido, rapida, veloce, rapide, быстрый, быстро', { tempo: 1.15, energy: 0.1 }],
  ['langsam, lenta, lent, lente, devagar, медленный, медленно', { tempo: 0.84, energy: -0.08 }],
  [
    'traurig, triste, tristes, malinconico, грустный, грустная, 悲伤, 슬픈',
    { energy: -0.12, brightness: -0.8 },
  ],
  [
    'frohlich, alegre, alegres, feliz, allegra, joyeux, joyeuse, gai, весёлый, веселый, 快乐, 楽しい',
    { energy: 0.1, brightness: 0.9 },
  ],
  ['romantisch, romantico, romantica, romantique, романтичный, 浪漫', { energy: -0.1, brightness: 0.4 }],
  ['dunkel, oscuro, oscura, escuro, scuro, sombre, тёмный, темный, 黑暗', { brightness: -0.9 }],
  ['ruhig, tranquilo, tranquila, tranquillo, calme, спокойный, 安静, 静か', { energy: -0.28, tempo: 0.92 }],
  ['energisch, energico, energica, energique, энергичный', { energy: 0.2 }],
]
