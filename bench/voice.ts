/**
 * The voice, measured: every singer sings the development lines; pitch, onsets, clicks, level, speed, and, where Debian's
 * pocketsphinx and pocketsphinx-en-us are installed, how well it is understood with the middles of long notes cut out.
 *
 *   node --conditions=source --import tsx bench/voice.ts [--singers clara,marcus] [--lines 20] [--out FOLDER]
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { SAMPLE_RATE } from '../src/dsp/audio.js'
import { beatToSeconds, constantTempo } from '../src/music/tempo-map.js'
import { loadVoiceModel } from '../src/studio/voice/hts-model.js'
import { createSinger } from '../src/studio/voice/singer.js'
import { SINGERS, singerById } from '../src/studio/voice/singers.js'
import {
  clickCount,
  fundamentalHz,
  harmonicsToNoiseDb,
  percentile,
  pitchErrorsCents,
  vowelOnsetErrorSeconds,
  type SungNote,
} from '../src/studio/voice/testing/measure.js'
import { canRecognise, cutHeldMiddles, recognise, wavBytes, type Utterance } from './voice-recognition.js'
import { LINES, developmentSong } from './voice-texts.js'

const OBSTRUENTS = new Set('p t k b d g f th s sh ch jh v dh z zh hh'.split(' '))
const TEMPO = constantTempo(100)

const { values: options } = parseArgs({
  options: {
    singers: { type: 'string', default: SINGERS.map((singer) => singer.id).join(',') },
    lines: { type: 'string', default: String(LINES.length) },
    out: { type: 'string' },
  },
})

const bytes = await readFile(new URL('../assets/voices/cmu_us_slt_arctic_hts.htsvoice', import.meta.url))
const loading = process.cpuUsage()
const model = loadVoiceModel(bytes)
console.log(
  `model: ${(process.cpuUsage(loading).user / 1e6).toFixed(2)} s to load, ${JSON.stringify(model.counts)}`,
)
if (!canRecognise()) console.log('pocketsphinx is not installed: nothing is said about words')

for (const id of options.singers.split(',')) {
  const singer = singerById(id)
  const noteErrors: number[] = []
  const frameErrors: number[] = []
  const onsetErrors: number[] = []
  const noiseRatios: number[] = []
  const utterances: Utterance[] = []
  let syllables = 0
  let inTune = 0
  let clicks = 0
  let peak = 0
  let power = 0
  let seconds = 0
  let cpuSeconds = 0
  for (let line = 0; line < Number(options.lines); line++) {
    const song = developmentSong(line, singer)
    const samples = new Float32Array(Math.ceil(beatToSeconds(TEMPO, song.endBeat) * SAMPLE_RATE))
    const started = process.cpuUsage()
    createSinger(song.track, TEMPO, model, line).read(samples)
    const used = process.cpuUsage(started)
    // The first line also pays for compiling.
    if (line > 0) {
      cpuSeconds += (used.user + used.system) / 1e6
      seconds += samples.length / SAMPLE_RATE
    }

    const notes: SungNote[] = []
    const sung = song.track.phrases.flatMap((phrase) => phrase.words.flatMap((word) => word.syllables))
    for (const syllable of sung) {
      const [note] = syllable.notes
      const timed = {
        startSeconds: beatToSeconds(TEMPO, note!.startBeat),
        endSeconds: beatToSeconds(TEMPO, note!.startBeat + note!.durationBeats),
        pitchMidi: note!.pitchMidi,
      }
      notes.push(timed)
      const errors = pitchErrorsCents(samples, timed)
      const middle = percentile(errors, 0.5)
      syllables++
      if (Math.abs(middle) <= 50) inTune++
      noteErrors.push(errors.length > 2 ? Math.abs(middle) : 1200)
      frameErrors.push(...errors.map(Math.abs))
      if (OBSTRUENTS.has(syllable.phones[syllable.nucleus - 1] ?? '')) {
        const error = vowelOnsetErrorSeconds(samples, timed.startSeconds)
        if (error !== undefined) onsetErrors.push(error * 1000)
      }
      if (timed.endSeconds - timed.startSeconds > 0.8) {
        const centre = Math.round((timed.startSeconds + 0.35) * SAMPLE_RATE)
        const hz = fundamentalHz(samples, centre, 60, 1000)
        if (hz > 0) noiseRatios.push(harmonicsToNoiseDb(samples, centre, hz))
      }
    }
    clicks += clickCount(samples)
    for (const sample of samples) {
      peak = Math.max(peak, Math.abs(sample))
      power += (sample * sample) / samples.length / Number(options.lines)
    }
    utterances.push({ text: song.text, samples: cutHeldMiddles(samples, notes) })
    if (options.out) {
      const folder = path.join(options.out, id)
      await mkdir(folder, { recursive: true })
      await writeFile(
        path.join(folder, `line-${String(line).padStart(2, '0')}.wav`),
        wavBytes(samples, SAMPLE_RATE),
      )
    }
  }

  const at = (values: readonly number[], share: number): string => percentile(values, share).toFixed(1)
  console.log(
    `${id.padEnd(8)} pitch ${at(noteErrors, 0.5)} / ${at(noteErrors, 0.9)} cents (notes, median / p90), ` +
      `frames p90 ${at(frameErrors, 0.9)}, within 50 cents ${((100 * inTune) / syllables).toFixed(1)} %; ` +
      `onset ${at(onsetErrors.map(Math.abs), 0.5)} / ${at(onsetErrors.map(Math.abs), 0.9)} ms (bias ${at(onsetErrors, 0.5)}); ` +
      `HNR ${at(noiseRatios, 0.5)} dB; ${clicks} clicks; peak ${(20 * Math.log10(peak)).toFixed(1)} dBFS, ` +
      `RMS ${(10 * Math.log10(power)).toFixed(1)} dB; ${(seconds / cpuSeconds).toFixed(1)}x real time`,
  )
  if (canRecognise()) {
    const heard = await recognise(utterances)
    const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
    console.log(
      `${id.padEnd(8)} understood: sentences ${percent(heard.sentences)}, of 10 words ${percent(heard.tenAlternatives)}, ` +
        `of 6 nearest ${percent(heard.nearest)} (${heard.words} words)`,
    )
    if (heard.misheard.length > 0) console.log(`${id.padEnd(8)} misheard: ${heard.misheard.join(', ')}`)
  }
}
console.log(`memory: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB resident`)
