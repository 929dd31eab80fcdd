import { SAMPLE_RATE, frameCount, type Audio } from '../../dsp/audio.js'
import type { BlockSource } from '../../dsp/block-source.js'
import { FilterSections } from '../../dsp/kernel/filter-sections.js'
import { Kernel, type Pointer } from '../../dsp/kernel/kernel.js'
import { dbToGain, panGains } from '../../dsp/units.js'
import type { Score, Track, VoiceTrack } from '../../music/score.js'
import { STEMS, type StemName } from '../../music/stems.js'
import { beatToSeconds, bpmAt } from '../../music/tempo-map.js'
import { cornerOf } from '../mix/filter-sweep.js'
import { Mixer, type StemBus } from '../mix/mixer.js'
import { sectionGains } from '../mix/section-dynamics.js'
import { Amplifier } from '../synth/amplifier.js'
import { calibrationDb } from '../synth/calibration.js'
import { NoteCache } from '../synth/note-cache.js'
import type { SoundLibrary } from '../synth/sound-library.js'
import { createPlayable, type PlayableTrack } from '../synth/playable.js'
import { RotarySpeaker } from '../synth/rotary-speaker.js'
import { recordingMix, RecordingPlayer } from './recording-player.js'
import { TrackPlayer } from './track-player.js'

/** Left and right. */
export type StereoBlock = readonly [Float32Array, Float32Array]

export interface PerformedBlock {
  readonly mix: StereoBlock
  /** With `stems: true`: every stem that the score uses. They add up to `mix`. */
  readonly stems?: ReadonlyMap<StemName, StereoBlock>
}

export interface PerformerOptions {
  readonly sounds: SoundLibrary
  /** Sings a voice track, dry, from second 0 of the song. Without it voice tracks are silent. */
  readonly voice?: (track: VoiceTrack) => BlockSource
  /** The score's recordings by id, at 48 kHz, mono or stereo. */
  readonly recordings?: Readonly<Record<string, Audio>>
  /** Give every stem beside the mix; costs about half as much again. */
  readonly stems: boolean
}

/** Plays a score from the front. The mix is not mastered: see `planMaster`. */
export interface Performer {
  /** Length of the song, tail included. */
  readonly frameCount: number
  /** The next frames, at most `maxFrames`; undefined once the song is over. The same samples whatever the block sizes. */
  next(maxFrames: number): PerformedBlock | undefined
}

/** Everything is played in blocks of this size, whatever is asked for: control rates hang on it. */
export const QUANTUM = 1024
/** Rendered notes kept for the next time. */
const NOTE_CACHE_BYTES = 96 * 2 ** 20
const TRIM_INTERVAL_QUANTA = 16
/** The end of the tail is faded over at most this long, in seconds. */
const FADE_SECONDS = 2
/** What a track goes through rings this long after the last note, in frames. */
const RING_OUT_FRAMES = 9600

/** Frames of a score's performance, tail included. */
export function performanceFrames(score: Score): number {
  return Math.max(
    1,
    Math.round((beatToSeconds(score.tempoMap, score.endBeat) + Math.max(0, score.tailSeconds)) * SAMPLE_RATE),
  )
}

/** Throws RangeError when the score names an unknown instrument or a recording that is not given. */
export function createPerformer(score: Score, options: PerformerOptions): Performer {
  return new ScorePerformer(score, options)
}

/** Adds a track's next frames to its stem. */
interface Player {
  /** Returns false when there was nothing to add. */
  add(left: Pointer, right: Pointer, startFrame: number, frames: number): boolean
}

class ScorePerformer implements Performer {
  readonly frameCount: number
  private readonly buses: readonly (StemBus & { readonly players: readonly Player[] })[]
  private readonly mixer: Mixer
  /** Everything that sounds lies in its memory; it goes when the performer goes. */
  private readonly kernel = new Kernel()
  private readonly cache = new NoteCache(NOTE_CACHE_BYTES, this.kernel)
  private readonly mixLeft = this.kernel.allocateFloats(QUANTUM)
  private readonly mixRight = this.kernel.allocateFloats(QUANTUM)
  private quantumStart = 0
  /** Frames of the current quantum already given out. */
  private given = QUANTUM
  private position = 0
  private readonly fadeStart: number

  constructor(
    score: Score,
    private readonly options: PerformerOptions,
  ) {
    this.frameCount = performanceFrames(score)
    const fadeFrames = Math.round(
      Math.min(FADE_SECONDS, Math.max(0.01, 0.7 * score.tailSeconds)) * SAMPLE_RATE,
    )
    this.fadeStart = Math.max(0, this.frameCount - fadeFrames)
    const players = new Map<StemName, Player[]>()
    const join = (stem: StemName, player: Player): void => {
      const list = players.get(stem)
      if (list) list.push(player)
      else players.set(stem, [player])
    }
    for (const track of score.tracks) {
      for (const player of this.createPlayers(track, score)) join(track.stem, player)
    }
    for (const recording of score.recordings) {
      const audio = options.recordings?.[recording.id]
      if (!audio)
        throw new RangeError(`the score's recording "${recording.id}" was not given to the performer`)
      if (audio.sampleRate !== SAMPLE_RATE || frameCount(audio) === 0) {
        throw new RangeError(
          `recording "${recording.id}" has ${frameCount(audio)} frames at ${audio.sampleRate} Hz; at least one at ${SAMPLE_RATE} Hz is needed`,
        )
      }
      join(recording.stem, new BlockPlayer(new RecordingPlayer(recording, audio), this.kernel))
    }
    const used = STEMS.filter((stem) => players.has(stem))
    this.buses = used.map((name) => ({
      name,
      left: this.kernel.allocateFloats(QUANTUM),
      right: this.kernel.allocateFloats(QUANTUM),
      hasInput: false,
      players: players.get(name)!,
    }))
    const stems = { ...score.mix.stems }
    for (const { stem } of score.recordings) stems[stem] = recordingMix(stems[stem])
    this.mixer = new Mixer(
      { ...score.mix, stems },
      used,
      bpmAt(score.tempoMap, score.endBeat / 2),
      QUANTUM,
      options.stems,
      this.kernel,
      sectionGains(score),
      cornerOf(score),
    )
  }

  private createPlayers(track: Track, score: Score): Player[] {
    if (track.kind === 'voice') {
      const source = this.options.voice?.(track)
      return source ? [new BlockPlayer(new VoicePlayer(track, source), this.kernel)] : []
    }
    const { playable, ...gear } = createPlayable(track.instrument, this.options.sounds, track.drumsTunedTo)
    const pans = track.doubled ? [track.pan, -track.pan] : [track.pan]
    // Two takes of one part add up by their power: no two samples of them are alike.
    const gainDb = track.gainDb + calibrationDb(track.instrument) - 10 * Math.log10(pans.length)
    return pans.map((pan, take) => {
      const playerOf = (takeGainDb: number, takePan: number): TrackPlayer =>
        new TrackPlayer(track, score.tempoMap, playable, this.cache, this.kernel, {
          gainDb: takeGainDb,
          pan: takePan,
          take,
        })
      return gear.body || gear.speaker
        ? new TrackThroughGear(playerOf(0, 0), gear, score, gainDb, pan, this.kernel)
        : new PlainTrack(playerOf(gainDb, pan))
    })
  }

  next(maxFrames: number): PerformedBlock | undefined {
    const frames = Math.min(Math.max(1, Math.floor(maxFrames)), this.frameCount - this.position)
    if (frames <= 0) return undefined
    const mix: StereoBlock = [new Float32Array(frames), new Float32Array(frames)]
    const stems = this.options.stems
      ? new Map(
          this.buses.map(({ name }): [StemName, StereoBlock] => [
            name,
            [new Float32Array(frames), new Float32Array(frames)],
          ]),
        )
      : undefined
    let done = 0
    while (done < frames) {
      if (this.given === QUANTUM) this.playQuantum()
      const count = Math.min(frames - done, QUANTUM - this.given)
      this.copy(this.mixLeft, this.mixRight, mix, done, count)
      if (stems) {
        for (const bus of this.buses) this.copy(bus.left, bus.right, stems.get(bus.name)!, done, count)
      }
      this.given += count
      this.position += count
      done += count
    }
    return stems ? { mix, stems } : { mix }
  }

  private playQuantum(): void {
    const start = this.quantumStart
    for (const bus of this.buses) {
      this.kernel.floatsAt(bus.left, QUANTUM).fill(0)
      this.kernel.floatsAt(bus.right, QUANTUM).fill(0)
      bus.hasInput = false
      for (const player of bus.players) {
        if (player.add(bus.left, bus.right, start, QUANTUM)) bus.hasInput = true
      }
    }
    this.mixer.process(this.buses, start, this.mixLeft, this.mixRight)
    if (start + QUANTUM > this.fadeStart) {
      this.fade(this.mixLeft, this.mixRight, start)
      if (this.options.stems) for (const bus of this.buses) this.fade(bus.left, bus.right, start)
    }
    this.quantumStart = start + QUANTUM
    this.given = 0
    if ((start / QUANTUM) % TRIM_INTERVAL_QUANTA === 0) this.cache.trim()
  }

  /** Gives out the next `count` frames of the current quantum. */
  private copy(
    left: Pointer,
    right: Pointer,
    [toLeft, toRight]: StereoBlock,
    at: number,
    count: number,
  ): void {
    toLeft.set(this.kernel.floatsAt(left + 4 * this.given, count), at)
    toRight.set(this.kernel.floatsAt(right + 4 * this.given, count), at)
  }

  /** A half cosine from full to nothing at the very last frame. */
  private fade(leftPointer: Pointer, rightPointer: Pointer, start: number): void {
    const { fadeStart } = this
    const left = this.kernel.floatsAt(leftPointer, QUANTUM)
    const right = this.kernel.floatsAt(rightPointer, QUANTUM)
    const length = this.frameCount - fadeStart
    for (let i = Math.max(0, fadeStart - start); i < QUANTUM; i++) {
      const progress = Math.min(1, (start + i - fadeStart + 1) / length)
      const gain = 0.5 + 0.5 * Math.cos(Math.PI * progress)
      left[i] = left[i]! * gain
      right[i] = right[i]! * gain
    }
  }
}

class PlainTrack implements Player {
  constructor(private readonly notes: TrackPlayer) {}

  add(left: Pointer, right: Pointer, startFrame: number, frames: number): boolean {
    if (!this.notes.isActive(startFrame, frames)) return false
    this.notes.add(left, right, startFrame, frames)
    return true
  }
}

/** Strings into a body and, for electric ones, an amplifier, or an organ into its speaker: mono until it leaves them. */
class TrackThroughGear implements Player {
  private readonly block: Pointer
  private readonly other: Pointer
  private readonly body: FilterSections
  private readonly amplifier: Amplifier | undefined
  private readonly speaker: RotarySpeaker | undefined
  private readonly leftGain: number
  private readonly rightGain: number
  private framesLeft = 0

  constructor(
    private readonly notes: TrackPlayer,
    { body = [], amplifier, speaker }: Omit<PlayableTrack, 'playable'>,
    score: Score,
    gainDb: number,
    pan: number,
    private readonly kernel: Kernel,
  ) {
    this.block = kernel.allocateFloats(QUANTUM)
    this.other = kernel.allocateFloats(QUANTUM)
    this.body = new FilterSections(kernel, body)
    this.amplifier = amplifier && new Amplifier(amplifier, QUANTUM, kernel)
    this.speaker = speaker && new RotarySpeaker(score, kernel)
    ;[this.leftGain, this.rightGain] = panGains(dbToGain(gainDb), pan)
  }

  add(left: Pointer, right: Pointer, startFrame: number, frames: number): boolean {
    if (this.notes.isActive(startFrame, frames)) this.framesLeft = RING_OUT_FRAMES
    if (this.framesLeft <= 0) return false
    this.framesLeft -= frames
    const { block, other, kernel, leftGain, rightGain } = this
    kernel.floatsAt(block, frames).fill(0)
    kernel.floatsAt(other, frames).fill(0)
    this.notes.add(block, other, startFrame, frames)
    kernel.run.middleOf(block, other, block, frames)
    this.body.processMono(block, frames)
    this.amplifier?.process(block, frames)
    if (this.speaker) this.speaker.add(block, left, right, startFrame, frames, leftGain, rightGain)
    else kernel.run.addMono(left, right, block, frames, leftGain, rightGain)
    return true
  }
}

/** Players that work on arrays of their own rather than in the kernel's memory. */
interface ArrayPlayer {
  add(left: Float32Array, right: Float32Array, startFrame: number, frames: number): boolean
}

class BlockPlayer implements Player {
  constructor(
    private readonly player: ArrayPlayer,
    private readonly kernel: Kernel,
  ) {}

  add(left: Pointer, right: Pointer, startFrame: number, frames: number): boolean {
    const { kernel } = this
    return this.player.add(kernel.floatsAt(left, frames), kernel.floatsAt(right, frames), startFrame, frames)
  }
}

class VoicePlayer implements ArrayPlayer {
  private readonly block = new Float32Array(QUANTUM)
  private readonly leftGain: number
  private readonly rightGain: number

  constructor(
    track: VoiceTrack,
    private readonly source: BlockSource,
  ) {
    ;[this.leftGain, this.rightGain] = panGains(dbToGain(track.gainDb), track.pan)
  }

  add(left: Float32Array, right: Float32Array, _startFrame: number, frames: number): boolean {
    this.source.read(this.block)
    let isSilent = true
    for (let i = 0; i < frames; i++) {
      const x = this.block[i]!
      if (x !== 0) isSilent = false
      left[i] = left[i]! + this.leftGain * x
      right[i] = right[i]! + this.rightGain * x
    }
    return !isSilent
  }
}
