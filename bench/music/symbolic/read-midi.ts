import type { TempoAnchor } from '../../../src/music/tempo-map.js'
import type { ListedNote, NoteList, Part } from './note-list.js'

const PERCUSSION_CHANNEL = 9
/** Until a file says otherwise: 120 quarter notes a minute (Standard MIDI File 1.0). */
const DEFAULT_MICROSECONDS = 500_000

interface MeterAt {
  readonly beat: number
  /** Quarter notes a bar. */
  readonly barBeats: number
}

/**
 * Reads a Standard MIDI File of format 0 or 1 into one part a track and channel. Bars follow the file's time signatures;
 * silence before the first and after the last note is left out, whole bars only. Throws RangeError for bytes that are no
 * such file.
 */
export function readMidi(bytes: Uint8Array, name: string): NoteList {
  const reader = new Reader(bytes)
  if (reader.text(4) !== 'MThd')
    throw new RangeError(`"${name}" is no MIDI file: it does not start with MThd`)
  reader.uint32()
  reader.uint16()
  const trackCount = reader.uint16()
  const division = reader.uint16()
  if (division & 0x8000) throw new RangeError(`"${name}" counts time in video frames, which is not read`)
  const song = new SongCollector(division)
  for (let track = 0; track < trackCount && reader.left >= 8; track++) {
    const isTrack = reader.text(4) === 'MTrk'
    const end = reader.uint32() + reader.position
    if (isTrack) readTrack(reader, Math.min(end, bytes.length), track, song)
    reader.position = end
  }
  return song.finish(name)
}

function readTrack(reader: Reader, end: number, track: number, song: SongCollector): void {
  let tick = 0
  let status = 0
  song.beginTrack(track)
  while (reader.position < end) {
    tick += reader.variableLength()
    const first = reader.peek()
    if (first >= 0x80) status = reader.uint8()
    if (status === 0xff) {
      const type = reader.uint8()
      song.meta(tick, type, reader.bytes(reader.variableLength()))
    } else if (status === 0xf0 || status === 0xf7) {
      reader.bytes(reader.variableLength())
    } else {
      const kind = status >> 4
      const a = reader.uint8()
      const b = kind === 0xc || kind === 0xd ? 0 : reader.uint8()
      song.channelEvent(tick, kind, status & 15, a, b)
    }
  }
}

class SongCollector {
  private readonly parts = new Map<
    string,
    { name: string; isDrums: boolean; program: number; notes: ListedNote[] }
  >()
  private readonly open = new Map<string, { tick: number; velocity: number }[]>()
  private readonly programs = new Array<number>(16).fill(0)
  private readonly tempos: { tick: number; microseconds: number }[] = []
  private readonly meters: { tick: number; barBeats: number }[] = []
  private track = 0
  private trackName = ''

  constructor(private readonly division: number) {}

  beginTrack(track: number): void {
    this.track = track
    this.trackName = ''
    this.open.clear()
  }

  meta(tick: number, type: number, data: Uint8Array): void {
    if (type === 0x03) this.trackName = new TextDecoder('latin1').decode(data).trim()
    if (type === 0x51 && data.length >= 3)
      this.tempos.push({ tick, microseconds: (data[0]! << 16) | (data[1]! << 8) | data[2]! })
    if (type === 0x58 && data.length >= 2 && data[0]! > 0)
      this.meters.push({ tick, barBeats: (data[0]! * 4) / 2 ** data[1]! })
  }

  channelEvent(tick: number, kind: number, channel: number, a: number, b: number): void {
    if (kind === 0xc) this.programs[channel] = a
    const key = `${channel}/${a}`
    if (kind === 0x9 && b > 0) {
      const queue = this.open.get(key) ?? []
      queue.push({ tick, velocity: b / 127 })
      this.open.set(key, queue)
    } else if (kind === 0x8 || kind === 0x9) {
      const started = this.open.get(key)?.shift()
      if (started) this.add(channel, a, started, tick)
    }
  }

  private add(
    channel: number,
    pitchMidi: number,
    started: { tick: number; velocity: number },
    endTick: number,
  ): void {
    const id = `${this.track}/${channel}`
    let part = this.parts.get(id)
    if (!part) {
      part = {
        name: this.trackName,
        isDrums: channel === PERCUSSION_CHANNEL,
        program: this.programs[channel]!,
        notes: [],
      }
      this.parts.set(id, part)
    }
    part.notes.push({
      startBeat: started.tick / this.division,
      durationBeats: Math.max(1, endTick - started.tick) / this.division,
      pitchMidi,
      velocity: started.velocity,
    })
  }

  finish(name: string): NoteList {
    const parts: Part[] = [...this.parts.values()].map((part) => ({
      ...part,
      notes: part.notes.toSorted((a, b) => a.startBeat - b.startBeat || a.pitchMidi - b.pitchMidi),
    }))
    const notes = parts.flatMap((part) => part.notes)
    if (notes.length === 0) throw new RangeError(`"${name}" holds no notes`)
    const first = notes.reduce((min, { startBeat }) => Math.min(min, startBeat), Infinity)
    const last = notes.reduce((max, { startBeat }) => Math.max(max, startBeat), 0)
    return { name, parts, barBeats: this.barBeats(first, last), tempoMap: { anchors: this.anchors(last) } }
  }

  private barBeats(firstBeat: number, lastBeat: number): number[] {
    const meters: MeterAt[] = this.meters
      .map(({ tick, barBeats }) => ({ beat: tick / this.division, barBeats }))
      .toSorted((a, b) => a.beat - b.beat)
    const starts: number[] = []
    let beat = 0
    for (;;) {
      const meter = meters.findLast((candidate) => candidate.beat <= beat + 1e-6)
      const length = meter?.barBeats ?? 4
      if (beat + length * (1 - 1 / 128) > firstBeat) starts.push(beat)
      if (beat > lastBeat + length / 128) return starts
      beat += length
    }
  }

  private anchors(lastBeat: number): TempoAnchor[] {
    const changes = this.tempos.toSorted((a, b) => a.tick - b.tick)
    if (changes[0]?.tick !== 0) changes.unshift({ tick: 0, microseconds: DEFAULT_MICROSECONDS })
    const anchors: TempoAnchor[] = []
    let seconds = 0
    changes.forEach(({ tick, microseconds }, i) => {
      const beat = tick / this.division
      const next = changes[i + 1]
      const endBeat = next ? next.tick / this.division : Math.max(lastBeat, beat) + 4
      if (endBeat <= beat) return
      anchors.push({ beat, seconds })
      seconds += ((endBeat - beat) * microseconds) / 1e6
      if (!next) anchors.push({ beat: endBeat, seconds })
    })
    return anchors
  }
}

class Reader {
  position = 0

  constructor(private readonly data: Uint8Array) {}

  get left(): number {
    return this.data.length - this.position
  }

  peek(): number {
    return this.data[this.position] ?? 0
  }

  uint8(): number {
    return this.data[this.position++] ?? 0
  }

  uint16(): number {
    return (this.uint8() << 8) | this.uint8()
  }

  uint32(): number {
    return this.uint16() * 0x10000 + this.uint16()
  }

  bytes(length: number): Uint8Array {
    const part = this.data.subarray(this.position, this.position + length)
    this.position += length
    return part
  }

  text(length: number): string {
    return String.fromCharCode(...this.bytes(length))
  }

  /** Seven bits a byte, most significant first. */
  variableLength(): number {
    let value = 0
    for (;;) {
      const byte = this.uint8()
      value = value * 128 + (byte & 127)
      if (byte < 0x80 || this.left <= 0) return value
    }
  }
}
