/**
 * Makes the sounds of the guide (`docs/guide/sounds`) by asking a real server for every operation:
 * `node --conditions=source --import tsx scripts/guide-sounds.ts [name …]`. Takes some minutes; seeds are fixed.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type OperationName, type SubmittedTask } from '@troubadour/sdk'
import { loadConfig } from '../src/config.js'
import { frameCount, type Audio } from '../src/dsp/audio.js'
import { decodeAudioFile, encodeMp3 } from '../src/media/codecs/index.js'
import { projectPath } from '../src/paths.js'
import { startServer } from '../src/server/start-server.js'

const EXCERPT_SECONDS = 14
const FADE_IN_SECONDS = 0.05
const FADE_OUT_SECONDS = 1
/** Long enough to hear tempo and key by, short enough to be worked on quickly. */
const CLIP_SECONDS = 40
const PATIENCE_MS = 3_600_000

const wanted = new Set(process.argv.slice(2))
const folder = projectPath('docs/guide/sounds')
await mkdir(folder, { recursive: true })
const dataDir = await mkdtemp(join(tmpdir(), 'troubadour-guide-sounds-'))
const server = await startServer(loadConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' }))
const client = createClient({ baseUrl: server.url, apiKey: server.firstKey!.key })

interface Song {
  readonly taskId: string
  readonly id: string
  readonly audioUrl: string
  readonly sections: readonly { readonly kind: string; readonly startS: number }[]
}

async function songOf(task: SubmittedTask): Promise<Song> {
  const record = await client.waitFor(task as SubmittedTask<'generate'>, { timeoutMs: PATIENCE_MS })
  const song = record.response!.sunoData[0]!
  return {
    taskId: task.taskId,
    id: song.id,
    audioUrl: song.audioUrl,
    sections: song.troubadour?.sections ?? [],
  }
}

/** The record of a file task. */
const finished = async <Name extends OperationName>(task: SubmittedTask<Name>) =>
  client.waitFor(task, { timeoutMs: PATIENCE_MS })

/** Where the chorus begins; the first part that is no introduction when there is none. */
function hook({ sections }: Song): number {
  const found =
    sections.find(({ kind }) => kind === 'chorus') ?? sections.find(({ kind }) => kind !== 'intro')
  return Math.max(0, (found?.startS ?? 0) - 0.1)
}

async function decode(url: string): Promise<Audio> {
  const path = join(dataDir, 'excerpt.audio')
  await writeFile(path, Buffer.from(await (await fetch(url)).arrayBuffer()))
  return decodeAudioFile(path, { maxDurationSeconds: 600 }, new AbortController().signal)
}

/** Fades at both ends, so that an excerpt does not click. */
function cut(audio: Audio, fromSeconds: number, seconds = EXCERPT_SECONDS): Audio {
  const { sampleRate } = audio
  const from = Math.min(Math.round(fromSeconds * sampleRate), Math.max(0, frameCount(audio) - sampleRate))
  const frames = Math.min(Math.round(seconds * sampleRate), frameCount(audio) - from)
  const gainAt = (frame: number) =>
    Math.min(1, frame / (FADE_IN_SECONDS * sampleRate), (frames - frame) / (FADE_OUT_SECONDS * sampleRate))
  const channels = audio.channels.map((channel) =>
    channel.slice(from, from + frames).map((value, frame) => value * gainAt(frame)),
  )
  return { sampleRate, channels }
}

/** A part of a file of the server as a recording of one's own. */
async function clip(url: string, fromSeconds: number): Promise<string> {
  const bytes = await encodeMp3(cut(await decode(url), fromSeconds, CLIP_SECONDS))
  const { downloadUrl } = await client.upload(new Blob([Buffer.from(bytes)]), { fileName: 'clip.mp3' })
  return downloadUrl
}

async function keep(name: string, url: string, fromSeconds: number, seconds?: number): Promise<void> {
  if (wanted.size > 0 && !wanted.has(name)) return
  const excerpt = cut(await decode(url), fromSeconds, seconds)
  await writeFile(join(folder, `${name}.mp3`), await encodeMp3(excerpt, { bitrateKbps: 96 }))
  console.log(`${name}: ${(frameCount(excerpt) / excerpt.sampleRate).toFixed(1)} s`)
}

const MODEL = { model: 'V5_5' as const }
const seed = (value: number) => ({ troubadour: { seed: value } })

const synthPop = await songOf(
  await client.generate({
    prompt: 'an upbeat synth-pop song about dancing through a summer night',
    ...{ customMode: false, instrumental: false, ...MODEL, ...seed(5) },
  }),
)
await keep('generate', synthPop.audioUrl, hook(synthPop))
await keep('mix', synthPop.audioUrl, hook(synthPop))

const separation = await client.separate({
  taskId: synthPop.taskId,
  audioId: synthPop.id,
  type: 'split_stem',
})
const stems = (await finished(separation)).response!
await keep('stem-vocals', stems.vocalUrl!, hook(synthPop))
await keep('stem-drums', stems.drumsUrl!, hook(synthPop))

const tune = await clip(synthPop.audioUrl, hook(synthPop))
const voice = await clip(stems.vocalUrl!, hook(synthPop))

const words = await client.timestampedLyrics({ taskId: synthPop.taskId, audioId: synthPop.id })
await keep('words', synthPop.audioUrl, Math.max(0, (words.alignedWords[0]?.startS ?? 0) - 0.5))

const blues = await songOf(
  await client.generate({
    prompt:
      "[Verse]\nThe kettle sings, the morning waits\nI count the days in dinner plates\nYour chair still leans against the wall\nI hear your footsteps in the hall\n[Chorus]\nCome home, come home\nBefore the coffee's cold",
    style: 'slow blues, electric guitar, 70 bpm',
    title: "Before the Coffee's Cold",
    ...{ customMode: true, instrumental: false, vocalGender: 'm', ...MODEL, ...seed(3) },
  }),
)
const bluesWords = await client.timestampedLyrics({ taskId: blues.taskId, audioId: blues.id })
await keep('lyrics', blues.audioUrl, Math.max(0, (bluesWords.alignedWords[0]?.startS ?? 0) - 1))

const bossa = await songOf(
  await client.generate({
    style: 'bossa nova, nylon guitar',
    title: 'Soft Rain',
    duration: 50,
    ...{ customMode: true, instrumental: true, ...MODEL, ...seed(9) },
  }),
)
await keep('instrumental', bossa.audioUrl, hook(bossa))

const extended = await songOf(
  await client.extend({
    audioId: bossa.id,
    prompt: 'a quiet ending with strings',
    style: 'bossa nova, strings, calm',
    title: 'Quiet Ending',
    ...{ defaultParamFlag: true, instrumental: true, continueAt: 40, ...MODEL, ...seed(1) },
  }),
)
await keep('extend', extended.audioUrl, 35)

const replaced = await songOf(
  await client.replaceSection({
    ...{ taskId: blues.taskId, audioId: blues.id, title: 'With a Solo', infillStartS: 20, infillEndS: 34 },
    ...{ prompt: 'a guitar solo', tags: 'blues rock, distorted guitar', ...seed(1) },
  }),
)
await keep('replace', replaced.audioUrl, 16, 16)

const cover = await songOf(
  await client.uploadCover({
    uploadUrl: tune,
    style: 'bossa nova, nylon guitar',
    title: 'Beach Version',
    ...{ customMode: true, instrumental: true, ...MODEL, ...seed(2) },
  }),
)
await keep('cover', cover.audioUrl, hook(cover))

const goesOn = await songOf(
  await client.uploadExtend({
    uploadUrl: tune,
    prompt: 'the band joins in',
    style: 'indie rock',
    title: 'And Then',
    ...{ defaultParamFlag: true, continueAt: 24, instrumental: true, ...MODEL, ...seed(4) },
  }),
)
await keep('upload-extend', goesOn.audioUrl, 19)

const banded = await songOf(
  await client.addInstrumental({
    uploadUrl: voice,
    ...{ title: 'With a Band', tags: 'soft rock, piano', negativeTags: 'metal', ...seed(6) },
  }),
)
await keep('add-instrumental', banded.audioUrl, 0)

const sung = await songOf(
  await client.addVocals({
    uploadUrl: bossa.audioUrl,
    ...{
      prompt: 'leaving a small town in autumn',
      title: 'Leaving',
      style: 'folk, warm',
      negativeTags: 'metal',
    },
    ...seed(8),
  }),
)
const sungWords = await client.timestampedLyrics({ taskId: sung.taskId, audioId: sung.id })
await keep('add-vocals', sung.audioUrl, Math.max(0, (sungWords.alignedWords[0]?.startS ?? 0) - 1))

const mashed = await songOf(
  await client.mashup({
    uploadUrlList: [voice, bossa.audioUrl],
    prompt: 'a summer night by two rivers',
    ...{ customMode: false, instrumental: false, ...MODEL, ...seed(3) },
  }),
)
await keep('mashup', mashed.audioUrl, hook(mashed))

const { personaId } = await client.persona({
  ...{ taskId: blues.taskId, audioId: blues.id, name: 'Night Singer', description: 'warm and close' },
  ...{ vocalStart: 0, vocalEnd: 20 },
})
const lullaby = await songOf(
  await client.generate({
    prompt:
      '[Verse]\nSleep, little river, the moon is your light\nSleep till the morning has folded the night',
    ...{ style: 'lullaby, celesta', title: 'Little River', personaId, personaModel: 'style_persona' },
    ...{ customMode: true, instrumental: false, duration: 45, ...MODEL, ...seed(2) },
  }),
)
const lullabyWords = await client.timestampedLyrics({ taskId: lullaby.taskId, audioId: lullaby.id })
await keep('persona', lullaby.audioUrl, Math.max(0, (lullabyWords.alignedWords[0]?.startS ?? 0) - 1))

const loop = await songOf(
  await client.sounds({
    prompt: 'a funky drum and bass guitar loop, four bars',
    ...{ ...MODEL, soundLoop: true, soundTempo: 104, soundKey: 'Em' as const, ...seed(1) },
  }),
)
if (wanted.size === 0 || wanted.has('loop')) {
  // Twice, so that the seam is heard.
  const once = await decode(loop.audioUrl)
  const channels = once.channels.map((channel) => Float32Array.from([...channel, ...channel]))
  const twice = cut({ sampleRate: once.sampleRate, channels }, 0, 20)
  await writeFile(join(folder, 'loop.mp3'), await encodeMp3(twice, { bitrateKbps: 96 }))
}
const effect = await songOf(
  await client.sounds({ prompt: 'thunder rolling far away, then rain', ...MODEL, ...seed(1) }),
)
await keep('effect', effect.audioUrl, 0, 12)

await server.stop()
await rm(dataDir, { recursive: true, force: true })
