/**
 * How fast are dense songs made? Composes instrumentals of 3:00 in several genres and prints, for each, the seconds of one core
 * that performing with mixing, mastering and MP3 take, as times real time, and the memory at its peak. Where Debian's
 * `fluidsynth` is installed it renders the same notes (our MIDI file) with the same SoundFont to raw audio, and the ratio of
 * its processor time to all of ours is printed: once as it comes, once without what it takes to open the SoundFont.
 *
 *   npm run bench:speed [-- SECONDS [GENRE …]]        default 180 s, five genres
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SAMPLE_RATE } from '../src/dsp/audio.js'
import { createAssets } from '../src/engines/adapters/embedded/assets.js'
import { soundFontPath } from '../src/engines/adapters/embedded/asset-paths.js'
import { encodeMp3 } from '../src/media/codecs/mp3-encoder.js'
import { writeMidiFile } from '../src/music/midi-file.js'
import { composeSong } from '../src/studio/compose.js'
import { midiSoundOf } from '../src/studio/midi-sounds.js'
import { masterMix } from '../src/studio/performance/master.js'
import { performMix } from '../src/studio/performance/perform-song.js'

const durationSeconds = Number(process.argv[2] ?? 180)
if (!(durationSeconds >= 10 && durationSeconds <= 480)) {
  console.error(
    `SECONDS is a number from 10 to 480, got "${process.argv[2]}". Usage: npm run bench:speed [-- SECONDS [GENRE …]]`,
  )
  process.exit(2)
}
const named = process.argv.slice(3)
const genres = named.length > 0 ? named : ['synthwave', 'house', 'cinematic orchestral', 'metal', 'pop']
const folder = await mkdtemp(join(tmpdir(), 'speed-'))
const rows: Record<string, string | number>[] = []

try {
  const sounds = await createAssets().sounds()
  const emptySeconds = await fluidSynthSeconds(emptyMidiFile())
  for (const genre of genres) {
    const { score } = composeSong(
      { style: genre, instrumental: true, durationSeconds, maxDurationSeconds: 480, idea: `a ${genre} song` },
      7,
      0,
    )
    const [mix, performSeconds] = await timed(() => performMix(score, { sounds }))
    const [{ mastered: song }, masterSeconds] = await timed(() => masterMix(mix, score.mix, 'spent'))
    const [, mp3Seconds] = await timed(() => encodeMp3(song))
    const ours = performSeconds + masterSeconds + mp3Seconds
    const theirs = await fluidSynthSeconds(writeMidiFile(score, midiSoundOf))
    const length = song.channels[0]!.length / SAMPLE_RATE
    const factor = (seconds: number): number => Number((length / seconds).toFixed(1))
    rows.push({
      genre,
      parts: score.tracks.length,
      notes: score.tracks.reduce(
        (sum, track) => sum + (track.kind === 'instrument' ? track.notes.length : 0),
        0,
      ),
      perform: factor(performSeconds),
      master: factor(masterSeconds),
      both: factor(performSeconds + masterSeconds),
      mp3: factor(mp3Seconds),
      'all, x real time': factor(ours),
      ...(theirs !== undefined &&
        emptySeconds !== undefined && {
          fluidsynth: factor(theirs),
          ratio: Number((theirs / ours).toFixed(2)),
          'ratio, font open': Number(((theirs - emptySeconds) / ours).toFixed(2)),
        }),
      'MiB peak': Math.round(process.resourceUsage().maxRSS / 1024),
    })
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
console.table(rows)

/** Result and processor seconds of some work; unlike a clock they do not count other programs' work. */
async function timed<T>(work: () => T | Promise<T>): Promise<readonly [Awaited<T>, number]> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return [result, (user + system) / 1e6]
}

/** Processor seconds of `fluidsynth` for a MIDI file; undefined where it is not installed. */
async function fluidSynthSeconds(midi: Uint8Array): Promise<number | undefined> {
  const file = join(folder, 'song.mid')
  await writeFile(file, midi)
  const command = `fluidsynth -ni -F "$1" -T raw -r ${SAMPLE_RATE} "$2" "$3" >/dev/null 2>&1; times`
  try {
    execFileSync('sh', ['-c', 'command -v fluidsynth'], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  const out = execFileSync('sh', ['-c', command, 'sh', join(folder, 'song.raw'), soundFontPath(), file], {
    encoding: 'utf8',
  })
  // Second line of `times`: user and system time of the children, as 0m1.25s.
  const last = out.trim().split('\n').pop() ?? ''
  const times = [...last.matchAll(/(\d+)m([\d.]+)s/g)]
  return times.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0)
}

/** A MIDI file without notes: what opening the SoundFont alone takes. */
function emptyMidiFile(): Uint8Array {
  const header = [0x4d, 0x54, 0x68, 0x64, 0, 0, 0, 6, 0, 0, 0, 1, 1, 0xe0]
  return Uint8Array.from([...header, 0x4d, 0x54, 0x72, 0x6b, 0, 0, 0, 4, 0, 0xff, 0x2f, 0])
}
