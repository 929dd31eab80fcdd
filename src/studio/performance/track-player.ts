import { SAMPLE_RATE } from '../../dsp/audio.js'
import type { Kernel, Pointer } from '../../dsp/kernel/kernel.js'
import { createRandom, hash32 } from '../../dsp/random.js'
import { dbToGain, panGains } from '../../dsp/units.js'
import type { Articulation, InstrumentTrack, Note } from '../../music/score.js'
import { beatToSeconds, type TempoMap } from '../../music/tempo-map.js'
import { CLIP_CHUNK_FRAMES, type NoteCache, type NoteClip } from '../synth/note-cache.js'
import { velocityGain, type NoteRequest, type PlayableInstrument } from '../synth/note-sound.js'

/** One note, translated from beats to frames and from articulation to what the instrument is asked for. */
interface PlannedNote {
  readonly startFrame: number
  /** Where the key is let go. */
  readonly offFrame: number
  readonly request: NoteRequest
  readonly key: string
  readonly gain: number
  readonly chokeGroup: number
}

interface SoundingNote {
  readonly note: PlannedNote
  readonly clip: NoteClip
  /** Frame of the clip that sounds next. */
  position: number
  envelope: number
  /** Factor a frame while releasing. */
  readonly releaseFactor: number
  offFrame: number
  chokeFactor: number
}

/** Timbre is rendered for this many strengths of touch; loudness in between is exact. */
const VELOCITY_STEPS = 12
/** A choked note is gone (-60 dB) within this time, in seconds. */
const CHOKE_SECONDS = 0.03
/** Below this the rest of a released note is dropped (-86 dB). */
const INAUDIBLE = 5e-5

export interface TakeOptions {
  readonly gainDb: number
  /** -1 (left) … 1 (right). */
  readonly pan: number
  /** 0: as it is written; 1, 2 …: the same part played once more. */
  readonly take: number
}

/** Plays one track of notes from the front, adding to a stereo bus. */
export class TrackPlayer {
  private readonly notes: readonly PlannedNote[]
  private nextNote = 0
  private sounding: SoundingNote[] = []
  private readonly leftGain: number
  private readonly rightGain: number

  constructor(
    track: InstrumentTrack,
    tempoMap: TempoMap,
    private readonly instrument: PlayableInstrument,
    private readonly cache: NoteCache,
    private readonly kernel: Kernel,
    { gainDb, pan, take }: TakeOptions,
  ) {
    this.notes = planNotes(take > 0 ? anotherTake(track, take) : track.notes, tempoMap, instrument, take)
    ;[this.leftGain, this.rightGain] = panGains(dbToGain(gainDb), pan)
  }

  /** Whether anything sounds, or starts, in the next `frames` frames from `startFrame`. */
  isActive(startFrame: number, frames: number): boolean {
    if (this.sounding.length > 0) return true
    const next = this.notes[this.nextNote]
    return next !== undefined && next.startFrame < startFrame + frames
  }

  /** Adds frames `startFrame` … `startFrame + frames` of the song. Calls have to follow each other without gaps. */
  add(left: Pointer, right: Pointer, startFrame: number, frames: number): void {
    this.startNotes(startFrame + frames)
    let kept = 0
    for (const sounding of this.sounding) {
      if (this.addNote(sounding, left, right, startFrame, frames)) this.sounding[kept++] = sounding
      else this.cache.release(sounding.clip)
    }
    this.sounding.length = kept
  }

  private startNotes(untilFrame: number): void {
    for (;;) {
      const note = this.notes[this.nextNote]
      if (!note || note.startFrame >= untilFrame) return
      this.nextNote += 1
      if (note.chokeGroup > 0) {
        for (const other of this.sounding) {
          if (other.note.chokeGroup !== note.chokeGroup) continue
          other.offFrame = Math.min(other.offFrame, note.startFrame)
          other.chokeFactor = decayFactor(CHOKE_SECONDS)
        }
      }
      const release = this.instrument.releaseSeconds(note.request)
      this.sounding.push({
        note,
        clip: this.cache.acquire(note.key, () => this.instrument.createNote(note.request)),
        position: 0,
        envelope: 1,
        releaseFactor: release === undefined ? 1 : decayFactor(release),
        offFrame: release === undefined ? Infinity : note.offFrame,
        chokeFactor: 1,
      })
    }
  }

  /** Returns false once the note is over. */
  private addNote(
    sounding: SoundingNote,
    left: Pointer,
    right: Pointer,
    startFrame: number,
    frames: number,
  ): boolean {
    const { clip, note } = sounding
    let at = Math.max(0, note.startFrame - startFrame)
    clip.ensure(sounding.position + frames - at)
    while (at < frames) {
      const available = Math.min(clip.end - sounding.position, frames - at)
      if (available <= 0) return false
      const untilOff = sounding.offFrame - (startFrame + at)
      const isReleasing = untilOff <= 0
      const chunk = Math.floor(sounding.position / CLIP_CHUNK_FRAMES)
      const within = sounding.position - chunk * CLIP_CHUNK_FRAMES
      const count = Math.min(available, CLIP_CHUNK_FRAMES - within, isReleasing ? available : untilOff)
      const factor = isReleasing ? Math.min(sounding.releaseFactor, sounding.chokeFactor) : 1
      const { run } = this.kernel
      const outLeft = left + 4 * at
      const outRight = right + 4 * at
      const sourceLeft = clip.left[chunk]! + 4 * within
      const sourceRight = clip.right[chunk]! + 4 * within
      const { envelope } = sounding
      const gl = this.leftGain * note.gain * envelope
      const gr = this.rightGain * note.gain * envelope
      if (factor !== 1) {
        run.addFading(outLeft, outRight, sourceLeft, sourceRight, count, gl, gr, factor)
        sounding.envelope = envelope * factor ** count
        if (sounding.envelope < INAUDIBLE) return false
      } else if (clip.isStereo) run.addStereo(outLeft, outRight, sourceLeft, sourceRight, count, gl, gr)
      else run.addMono(outLeft, outRight, sourceLeft, count, gl, gr)
      sounding.position += count
      at += count
    }
    return true
  }
}

/** Factor a frame that falls by 60 dB in the given time. */
function decayFactor(seconds: number): number {
  return 10 ** (-3 / (Math.max(0.002, seconds) * SAMPLE_RATE))
}

/** How far a careful player is off when he plays a part again: mean deviation and most, in seconds, and of velocity. */
const AGAIN_SECONDS = 0.006
const AGAIN_MOST_SECONDS = 0.015
const AGAIN_VELOCITY = 0.06

/** The same part once more: each stroke a little early or late, softer or harder. The strings of a chord stay together. */
function anotherTake({ id, notes }: InstrumentTrack, take: number): Note[] {
  return notes.map((note) => {
    const random = createRandom(hash32(`${id} ${take} ${note.startBeat.toFixed(3)}`))
    const late = Math.min(
      AGAIN_MOST_SECONDS,
      Math.max(-AGAIN_MOST_SECONDS, AGAIN_SECONDS * random.gaussian()),
    )
    return {
      ...note,
      offsetSeconds: (note.offsetSeconds ?? 0) + late,
      velocity: Math.min(1, Math.max(0.02, note.velocity * (1 + AGAIN_VELOCITY * random.gaussian()))),
    }
  })
}

const HELD_FACTOR: Partial<Record<Articulation, number>> = {
  staccato: 0.45,
  muted: 0.8,
  ghost: 0.7,
  legato: 1,
}

function planNotes(
  notes: readonly Note[],
  tempoMap: TempoMap,
  instrument: PlayableInstrument,
  take: number,
): PlannedNote[] {
  const lastTurn = new Map<number, number>()
  const planned = notes.map((note): PlannedNote => {
    const articulation = note.articulation ?? 'sustain'
    const offset = note.offsetSeconds ?? 0
    const startSeconds = Math.max(0, beatToSeconds(tempoMap, note.startBeat) + offset)
    const fullSeconds =
      beatToSeconds(tempoMap, note.startBeat + note.durationBeats) - beatToSeconds(tempoMap, note.startBeat)
    const heldSeconds =
      Math.max(0.03, fullSeconds * (HELD_FACTOR[articulation] ?? 1)) + (articulation === 'legato' ? 0.03 : 0)
    const velocity = Math.min(
      1,
      Math.max(0.02, note.velocity * (articulation === 'accent' ? 1.15 : articulation === 'ghost' ? 0.5 : 1)),
    )
    const touch = Math.max(1, Math.round(velocity * VELOCITY_STEPS)) / VELOCITY_STEPS
    const needsLength = instrument.shapedByLength || articulation === 'fall'
    const turn = ((lastTurn.get(note.pitchMidi) ?? -1) + 1) % instrument.variants
    lastTurn.set(note.pitchMidi, turn)
    const variant = instrument.variants > 1 ? turn + take * instrument.variants : 0
    const request: NoteRequest = {
      pitchMidi: note.pitchMidi,
      velocity: touch,
      // Accents and ghosts are a matter of touch only, plain notes otherwise: they share their rendering.
      articulation: articulation === 'accent' || articulation === 'ghost' ? 'sustain' : articulation,
      // Hundredths of a second, so that falls of equal length share their rendering too.
      heldSeconds: needsLength ? Math.round(heldSeconds * 100) / 100 : 0,
      variant,
    }
    return {
      startFrame: Math.round(startSeconds * SAMPLE_RATE),
      offFrame: Math.round((startSeconds + heldSeconds) * SAMPLE_RATE),
      request,
      key: `${instrument.cacheKey}|${request.pitchMidi}|${touch}|${request.articulation}|${request.heldSeconds}|${variant}`,
      gain: velocityGain(velocity) / velocityGain(touch),
      chokeGroup: instrument.chokeGroup(note.pitchMidi),
    }
  })
  // Strums and humanising may swap neighbours.
  return planned.sort((a, b) => a.startFrame - b.startFrame)
}
