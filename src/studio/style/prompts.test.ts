import { expect, test } from 'vitest'
import { readStyle } from './read-style.js'

/** What people ask for, the genres it should be read as (largest share first) and what else must be heard in it. */
interface Prompt {
  readonly text: string
  readonly genres: readonly string[]
  readonly bpm?: number
  readonly tonic?: number
  readonly mode?: string
  readonly meter?: string
  readonly seconds?: number
  readonly instruments?: readonly string[]
  readonly without?: readonly string[]
  readonly unknown?: readonly string[]
}

const PROMPTS: readonly Prompt[] = [
  {
    text: 'celtic drum and bass, 174 bpm, fiddle',
    genres: ['celtic', 'drum-and-bass'],
    bpm: 174,
    instruments: ['fiddle'],
  },
  {
    text: 'upbeat indie pop with female vocals, jangly guitars and handclaps, 120 BPM, key of G major',
    genres: ['indie-rock', 'pop'],
    bpm: 120,
    tonic: 7,
    mode: 'major',
    instruments: ['electric-guitar', 'percussion-kit'],
  },
  {
    text: 'Dark trap beat, 140 bpm, C minor, heavy 808s, eerie bells',
    genres: ['trap'],
    bpm: 140,
    tonic: 0,
    mode: 'minor',
    instruments: ['sub-bass', 'fm-bell'],
  },
  {
    text: 'lofi hip hop beat to study to, dusty drums, warm Rhodes, rainy mood',
    genres: ['lofi-hip-hop'],
    instruments: ['standard-kit', 'electric-piano'],
  },
  {
    text: 'epic orchestral trailer music with taiko drums and choir, building to a huge climax',
    genres: ['cinematic'],
    instruments: ['taiko', 'choir-aahs'],
  },
  {
    text: 'smooth jazz ballad, brushed drums, upright bass, tenor sax solo',
    genres: ['rnb-soul', 'jazz-swing'],
    instruments: ['brush-kit', 'upright-bass', 'tenor-sax'],
  },
  { text: '80s synthwave with pulsing bass', genres: ['synthwave'], instruments: ['electric-bass'] },
  {
    text: 'acoustic folk song, fingerpicked guitar, harmonica, in D major, 6/8',
    genres: ['folk'],
    tonic: 2,
    mode: 'major',
    meter: '6/8',
    instruments: ['acoustic-guitar', 'harmonica'],
  },
  {
    text: 'a slow 12/8 blues in A with wailing guitar',
    genres: ['blues'],
    meter: '12/8',
    instruments: ['lead-guitar'],
  },
  {
    text: 'classic bossa nova, nylon guitar, soft male vocals, shaker',
    genres: ['bossa-nova'],
    instruments: ['nylon-guitar', 'percussion-kit'],
  },
  {
    text: 'salsa, brass section, piano montuno, timbales',
    genres: ['salsa'],
    instruments: ['brass-section', 'grand-piano', 'percussion-kit'],
  },
  { text: 'reggaeton, dembow rhythm, latin pop hook', genres: ['reggaeton'] },
  { text: '90s boom bap hip hop, vinyl crackle, 90bpm', genres: ['boom-bap', 'hip-hop'], bpm: 90 },
  {
    text: 'country ballad with pedal steel and fiddle',
    genres: ['country'],
    instruments: ['electric-guitar', 'fiddle'],
  },
  {
    text: 'punk rock, fast, angry, distorted guitars, gang vocals',
    genres: ['punk'],
    instruments: ['distorted-guitar'],
  },
  { text: 'grunge, quiet verse loud chorus, drop D', genres: ['grunge'] },
  {
    text: 'deep house, 122 BPM, warm pads, soulful vocals',
    genres: ['deep-house'],
    bpm: 122,
    instruments: ['warm-pad'],
  },
  {
    text: 'melodic techno, hypnotic, arpeggiated synth, 128 bpm, F# minor',
    genres: ['techno'],
    bpm: 128,
    tonic: 6,
    mode: 'minor',
    instruments: ['arp', 'saw-lead'],
  },
  {
    text: 'uplifting trance 138 bpm, supersaw lead',
    genres: ['trance'],
    bpm: 138,
    instruments: ['supersaw'],
  },
  {
    text: 'liquid drum and bass, dreamy, rhodes, 174',
    genres: ['drum-and-bass'],
    bpm: 174,
    instruments: ['electric-piano'],
  },
  { text: 'dubstep with massive drops and wobble bass', genres: ['dubstep'], instruments: ['reese-bass'] },
  {
    text: 'ambient meditation music, no drums, 10 minutes',
    genres: ['ambient', 'new-age'],
    seconds: 600,
    without: ['drums', 'percussion'],
  },
  {
    text: 'solo piano in the style of Chopin, melancholic, E minor',
    genres: ['classical-piano'],
    tonic: 4,
    mode: 'minor',
  },
  {
    text: 'baroque harpsichord and strings, fugue',
    genres: ['baroque'],
    instruments: ['harpsichord', 'string-section'],
  },
  { text: 'viennese waltz for orchestra', genres: ['waltz', 'orchestral'] },
  {
    text: 'argentine tango with bandoneon and violin',
    genres: ['tango'],
    instruments: ['accordion', 'violin'],
  },
  { text: 'flamenco guitar with palmas', genres: ['flamenco'], instruments: ['percussion-kit'] },
  {
    text: 'afrobeat, horns, 110 bpm, long groove',
    genres: ['afrobeat'],
    bpm: 110,
    instruments: ['brass-section'],
  },
  { text: 'city pop, funky slap bass', genres: ['city-pop'], instruments: ['slap-bass'] },
  { text: 'k-pop girl group dance track', genres: ['k-pop'] },
  { text: '8-bit chiptune boss battle', genres: ['chiptune'] },
  { text: 'lullaby with music box, very soft', genres: ['lullaby'], instruments: ['music-box'] },
  {
    text: 'military march, brass and snare drums',
    genres: ['march'],
    instruments: ['brass-section', 'standard-kit'],
  },
  {
    text: 'gospel choir, organ, key change at the end',
    genres: ['gospel'],
    instruments: ['choir-aahs', 'drawbar-organ'],
  },
  { text: 'ska punk with trombone', genres: ['ska', 'punk'], instruments: ['trombone'] },
  {
    text: 'symphonic metal, chugging riffs, hand claps, orchestral hits, rolling hi-hats',
    genres: ['metal', 'cinematic'],
    instruments: ['crunch-guitar', 'percussion-kit', 'string-section'],
  },
  { text: 'dub reggae, lots of echo, heavy bass', genres: ['dub'], instruments: ['sub-bass'] },
  { text: 'disco with strings and four on the floor', genres: ['disco'], instruments: ['string-section'] },
  { text: 'new age, pan flute, healing', genres: ['new-age'], instruments: ['pan-flute'] },
  {
    text: 'bluegrass banjo breakdown, 130 bpm',
    genres: ['bluegrass'],
    bpm: 130,
    instruments: ['banjo'],
    unknown: ['breakdown'],
  },
  { text: 'samba batucada carnival', genres: ['samba'] },
  { text: 'cumbia with accordion', genres: ['cumbia'], instruments: ['accordion'] },
  {
    text: 'motown soul, tambourine, baritone sax',
    genres: ['soul'],
    instruments: ['percussion-kit', 'baritone-sax'],
  },
  {
    text: 'progressive rock in 7/8, mellotron',
    genres: ['rock', 'cinematic'],
    meter: '7/8',
    instruments: ['strings-pad'],
  },
  {
    text: 'power metal, double bass drumming, 180 bpm',
    genres: ['metal', 'hard-rock'],
    bpm: 180,
    instruments: ['standard-kit'],
  },
  { text: 'doom metal, slow, crushing', genres: ['metal', 'grunge'] },
  {
    text: 'cinematic ambient with no percussion, cello, piano, 75 bpm',
    genres: ['cinematic', 'ambient'],
    bpm: 75,
    instruments: ['cello', 'grand-piano'],
    without: ['percussion'],
  },
  {
    text: 'happy ukulele song, whistling, claps, 30 seconds',
    genres: ['folk'],
    seconds: 30,
    instruments: ['nylon-guitar', 'whistle', 'percussion-kit'],
  },
  { text: 'corporate background music, uplifting, 2 minutes 30', genres: ['pop'], seconds: 150 },
  {
    text: 'math rock, tapping guitars, 5/4',
    genres: ['indie-rock', 'jazz-swing'],
    meter: '5/4',
    instruments: ['lead-guitar'],
  },
  { text: 'jazz waltz, 3/4, piano trio', genres: ['jazz-swing'], meter: '3/4', instruments: ['grand-piano'] },
  {
    text: 'medieval tavern song, lute, dorian',
    genres: ['celtic', 'baroque'],
    mode: 'dorian',
    instruments: ['recorder'],
  },
  {
    text: 'spaghetti western, whistle, trumpet',
    genres: ['country', 'cinematic'],
    instruments: ['whistle', 'trumpet'],
  },
  {
    text: 'rock without guitars, synth and organ instead',
    genres: ['rock'],
    instruments: ['saw-lead', 'drawbar-organ'],
    without: ['guitar'],
  },
  { text: 'soft rock from the 70s, warm analog, key: E flat', genres: ['rock'], tonic: 3, mode: 'major' },
  { text: 'irish jig', genres: ['celtic'], meter: '6/8' },
  { text: 'a lively reel on the fiddle', genres: ['celtic'], meter: '4/4', instruments: ['fiddle'] },
  { text: 'slip jig with whistle', genres: ['celtic'], meter: '9/8', instruments: ['whistle'] },
  {
    text: 'polka, tuba, clarinet, accordion, 2/4',
    genres: ['march', 'waltz'],
    meter: '2/4',
    instruments: ['tuba', 'clarinet', 'accordion'],
  },
  {
    text: 'make it sound like a rainy afternoon in a small cafe',
    genres: ['lofi-hip-hop', 'jazz-swing'],
    unknown: ['afternoon', 'small'],
  },
  { text: 'minimal techno, dark, warehouse, no vocals, 8 minutes long', genres: ['techno'], seconds: 480 },
  {
    text: 'funk, slap bass, clavinet, horn stabs, tempo 95',
    genres: ['funk'],
    bpm: 95,
    instruments: ['slap-bass', 'clavinet', 'brass-section'],
  },
  {
    text: 'phonk, cowbell, drift',
    genres: ['trap', 'lofi-hip-hop'],
    instruments: ['percussion-kit'],
    unknown: ['drift'],
  },
  {
    text: 'electro swing with clarinet, 124 bpm',
    genres: ['jazz-swing', 'house'],
    bpm: 124,
    instruments: ['clarinet'],
  },
  { text: 'shoegaze, washed out, C# minor', genres: ['indie-rock', 'ambient'], tonic: 1, mode: 'minor' },
  { text: 'synth-pop but not dark, no guitar', genres: ['synth-pop'], without: ['guitar'] },
  {
    text: 'chill afrobeats, talking drum, summer vibes',
    genres: ['afrobeat'],
    instruments: ['percussion-kit'],
    unknown: [],
  },
  { text: 'jazz quartet with vibes', genres: ['jazz-swing'], instruments: ['vibraphone'], unknown: [] },
  {
    text: 'black metal, tremolo picking, blast beats, lo-fi production',
    genres: ['metal'],
    instruments: ['distorted-guitar', 'standard-kit'],
    unknown: [],
  },
  { text: 'jazzy lofi hip hop, lazy, rim clicks', genres: ['lofi-hip-hop'], unknown: [] },
  { text: 'jungle, amen break, 170', genres: ['drum-and-bass'], bpm: 170, unknown: [] },
  { text: 'pop (C#m)', genres: ['pop'], tonic: 1, mode: 'minor' },
  {
    text: 'hip hop 88bpm Fm with harp',
    genres: ['hip-hop'],
    bpm: 88,
    tonic: 5,
    mode: 'minor',
    instruments: ['harp'],
  },
  { text: 'drum and bass at 174 with rhodes', genres: ['drum-and-bass'], bpm: 174 },
  { text: 'waltz in G major at 160', genres: ['waltz'], bpm: 160, tonic: 7, meter: '3/4' },
  { text: 'rock in 5', genres: ['rock'], meter: '5/4' },
  { text: 'drumless folk', genres: ['folk'], without: ['drums', 'percussion'] },
  { text: 'metal, guitar-free', genres: ['metal'], without: ['guitar'] },
  { text: 'cinematic, violin solo', genres: ['cinematic'], instruments: ['violin'] },
]

test.each(PROMPTS)('"$text"', (prompt) => {
  const reading = readStyle({ style: prompt.text, instrumental: false })
  const found = reading.blend.map(({ profile }) => profile.id)
  expect(found.slice(0, prompt.genres.length)).toEqual(prompt.genres)
  expect(reading.bpm).toBe(prompt.bpm)
  if (prompt.tonic !== undefined) expect(reading.tonic).toBe(prompt.tonic)
  if (prompt.mode !== undefined) expect(reading.mode).toBe(prompt.mode)
  if (prompt.meter) {
    const [numerator, denominator] = prompt.meter.split('/').map(Number)
    expect(reading.meter).toEqual({ numerator, denominator })
  }
  expect(reading.durationSeconds).toBe(prompt.seconds)
  const wished = reading.instruments.flatMap(({ ids }) => ids)
  expect(wished).toEqual(expect.arrayContaining([...(prompt.instruments ?? [])]))
  expect([...reading.withoutStems]).toEqual(expect.arrayContaining([...(prompt.without ?? [])]))
  expect(reading.notUnderstood).toEqual(prompt.unknown ?? [])
})

test('what is refused of a solo is the solo, and what stands instead of something keeps it out', () => {
  const read = (style: string) => readStyle({ style, instrumental: false })
  expect([...read('pop, no guitar solo').withoutStems]).toEqual([])
  const folk = read('folk, electric guitar instead of acoustic guitar')
  expect([...folk.withoutInstruments]).toContain('acoustic-guitar')
  expect(folk.instruments.map(({ name }) => name)).toEqual(['electric guitar'])
})
