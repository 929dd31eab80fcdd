import type { Note, Score, Track } from './score.js'
import { isMinorish, type Key } from './scale.js'
import type { TempoMap } from './tempo-map.js'
import { bpmAt, secondsToBeat, beatToSeconds } from './tempo-map.js'

/** Pulses a quarter note: divisible by 2, 3, 5 and their powers that music uses. */
export const TICKS_PER_BEAT = 960

/** How an instrument of the score sounds on a General MIDI device. */
export interface MidiSound {
  /** Track name shown by sequencers. */
  readonly name: string
  /** General MIDI program, 0 … 127. Ignored for kits except as the kit's number. */
  readonly program: number
  /** Notes are percussion keys and belong on channel 10. */
  readonly isKit: boolean
}

/** Looks up the sound of a track. Voices get whatever the caller gives them (choir, lead synth). */
export type MidiSoundOf = (track: Track) => MidiSound

/** Channel 10 of the MIDI manuals, counted from 0. */
const PERCUSSION_CHANNEL = 9
const MELODIC_CHANNELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15]

interface MidiEvent {
  readonly tick: number
  /** At the same tick lower ones come first: settings, then note offs, then lyrics, then note ons. */
  readonly order: number
  readonly bytes: readonly number[]
}

/**
 * The score as a Standard MIDI File, format 1: a conductor track (tempo, meters, keys, section markers) and one track
 * for each of the score's tracks, lyrics as meta events on the singers' tracks. Second 0 of the file is second 0 of
 * the song: where beat 0 sounds later, an empty bar of just that length comes first. Tempos are rounded to the
 * microsecond a quarter note, and what rounding leaves is made up for at the next change. More than 15 melodic tracks
 * share channels, by program where possible.
 */
export function writeMidiFile(score: Score, soundOf: MidiSoundOf): Uint8Array {
  const clock = songClock(score)
  const playing = score.tracks.filter((track) => notesOf(track).length > 0)
  const sounds = playing.map((track) => soundOf(track))
  const channels = assignChannels(sounds)
  const chunks = [
    conductorTrack(score, clock),
    ...playing.map((track, i) => musicTrack(track, sounds[i]!, channels[i]!, clock)),
  ]
  const out: number[] = [
    ...ascii('MThd'),
    ...uint32(6),
    ...uint16(1),
    ...uint16(chunks.length),
    ...uint16(TICKS_PER_BEAT),
  ]
  const total = chunks.reduce((sum, chunk) => sum + chunk.length, out.length)
  const bytes = new Uint8Array(total)
  bytes.set(out)
  let at = out.length
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** Musical time as the file counts it. */
interface SongClock {
  readonly map: TempoMap
  /** Empty beats before beat 0 of the score. */
  readonly leadInBeats: number
}

function songClock(score: Score): SongClock {
  const silence = beatToSeconds(score.tempoMap, 0)
  const meter = score.meters[0]
  const bar = meter ? (meter.numerator * 4) / meter.denominator : 4
  return { map: score.tempoMap, leadInBeats: silence > 1e-6 ? bar : 0 }
}

/** Kits share channel 10; melodic tracks get channels of their own, then share with a track of the same program. */
function assignChannels(sounds: readonly MidiSound[]): number[] {
  const byProgram = new Map<number, number>()
  let used = 0
  return sounds.map((sound) => {
    if (sound.isKit) return PERCUSSION_CHANNEL
    const shared = used >= MELODIC_CHANNELS.length ? byProgram.get(sound.program) : undefined
    const channel = shared ?? MELODIC_CHANNELS[used++ % MELODIC_CHANNELS.length]!
    byProgram.set(sound.program, channel)
    return channel
  })
}

function conductorTrack(score: Score, clock: SongClock): Uint8Array {
  const events: MidiEvent[] = [meta(0, 0x03, utf8(score.title || 'Song'))]
  for (const { tick, microseconds } of tempos(clock, score.endBeat)) {
    events.push(meta(tick, 0x51, [microseconds >> 16, (microseconds >> 8) & 255, microseconds & 255]))
  }
  for (const meter of score.meters) {
    // The metronome clicks once a written beat, once a dotted quarter in compound meters; 8 thirty-seconds a quarter.
    const compound = meter.denominator === 8 && meter.numerator % 3 === 0
    const clocks = compound ? 36 : Math.round(96 / meter.denominator)
    events.push(
      meta(meter.beat === 0 ? 0 : toTick(meter.beat, clock), 0x58, [
        meter.numerator,
        Math.log2(meter.denominator),
        clocks,
        8,
      ]),
    )
  }
  for (const key of score.keys) events.push(meta(toTick(key.beat, clock), 0x59, keySignature(key)))
  for (const section of score.sections)
    events.push(meta(toTick(section.startBeat, clock), 0x06, utf8(section.label)))
  return trackChunk(events, toTick(score.endBeat, clock))
}

/** Tempo of every stretch of the song; neighbours that round to the same microsecond are one. */
function tempos(clock: SongClock, endBeat: number): { tick: number; microseconds: number }[] {
  const { map, leadInBeats } = clock
  const anchors = map.anchors.slice(1, -1).map((anchor) => anchor.beat)
  const beats = [0, ...anchors.filter((beat) => beat > 0 && beat < endBeat)]
  const result: { tick: number; microseconds: number }[] = []
  let reachedSeconds = 0
  const add = (tick: number, microseconds: number, lengthBeats: number): void => {
    const rounded = Math.max(1, Math.min(0xffffff, Math.round(microseconds)))
    if (result.at(-1)?.microseconds !== rounded) result.push({ tick, microseconds: rounded })
    reachedSeconds += (rounded * lengthBeats) / 1e6
  }
  if (leadInBeats > 0) add(0, (beatToSeconds(map, 0) * 1e6) / leadInBeats, leadInBeats)
  else reachedSeconds = beatToSeconds(map, 0)
  beats.forEach((beat, i) => {
    const next = beats[i + 1]
    // The last stretch goes on for ever: its own tempo, with nothing to make up for.
    const microseconds =
      next === undefined
        ? 60e6 / bpmAt(map, beat)
        : ((beatToSeconds(map, next) - reachedSeconds) * 1e6) / (next - beat)
    add(toTick(beat, clock), microseconds, (next ?? beat) - beat)
  })
  return result
}

/** Sharps (positive) or flats (negative) of the nearest major or minor key. */
function keySignature(key: Key): number[] {
  // Dorian, mixolydian … are written with the signature of the major or minor they are shades of.
  const minor = isMinorish(key)
  const majorTonic = minor ? (key.tonic + 3) % 12 : key.tonic
  const fifths = ((majorTonic * 7 + 5) % 12) - 5
  return [fifths & 255, minor ? 1 : 0]
}

function notesOf(track: Track): Note[] {
  if (track.kind === 'instrument') return [...track.notes]
  return track.phrases.flatMap((phrase) =>
    phrase.words.flatMap((word) => word.syllables.flatMap((syllable) => [...syllable.notes])),
  )
}

function musicTrack(track: Track, sound: MidiSound, channel: number, clock: SongClock): Uint8Array {
  const volume = Math.round(100 * 10 ** (Math.max(-40, Math.min(2, track.gainDb)) / 40))
  // Takes left and right of a doubled part are one track here.
  const place = track.kind === 'instrument' && track.doubled ? 0 : track.pan
  const pan = Math.round(64 + 63 * Math.max(-1, Math.min(1, place)))
  const events: MidiEvent[] = [
    meta(0, 0x03, utf8(sound.name)),
    channelEvent(0, 1, [0xc0 | channel, sound.program & 127]),
    channelEvent(0, 1, [0xb0 | channel, 7, volume]),
    channelEvent(0, 1, [0xb0 | channel, 10, pan]),
  ]
  let end = 0
  for (const { on, off, note } of playedNotes(notesOf(track), clock)) {
    const velocity = Math.max(1, Math.min(127, Math.round(note.velocity * 127)))
    events.push(channelEvent(on, 4, [0x90 | channel, note.pitchMidi & 127, velocity]))
    events.push(channelEvent(off, 2, [0x80 | channel, note.pitchMidi & 127, 64]))
    end = Math.max(end, off)
  }
  if (track.kind === 'voice') events.push(...lyricEvents(track, clock))
  return trackChunk(events, end)
}

interface PlayedNote {
  readonly on: number
  readonly off: number
  readonly note: Note
}

/** Notes in ticks. A key that is struck again while it sounds is released first, or its second note would be cut. */
function playedNotes(notes: readonly Note[], clock: SongClock): PlayedNote[] {
  const played = notes
    .map((note) => ({
      on: shiftedTick(note.startBeat, note, clock),
      off: shiftedTick(note.startBeat + note.durationBeats, note, clock),
      note,
    }))
    .sort((a, b) => a.on - b.on)
  const nextOn = new Map<number, number>()
  for (let i = played.length - 1; i >= 0; i--) {
    const { on, off, note } = played[i]!
    const key = Math.round(note.pitchMidi)
    const limit = nextOn.get(key) ?? Infinity
    // Two strikes of one key at one instant stay together; both last one tick at least.
    played[i] = {
      on,
      off: Math.max(on + 1, limit > on ? Math.min(off, limit) : off),
      note: { ...note, pitchMidi: key },
    }
    nextOn.set(key, on)
  }
  return played
}

/** The tick of a beat moved by the player's timing. */
function shiftedTick(beat: number, note: Note, clock: SongClock): number {
  const offset = note.offsetSeconds ?? 0
  const { map } = clock
  return toTick(offset === 0 ? beat : secondsToBeat(map, beatToSeconds(map, beat) + offset), clock)
}

/** One lyric event a syllable, karaoke style: a word's first syllable after a space, a line's after a line break. */
function lyricEvents(track: Extract<Track, { kind: 'voice' }>, clock: SongClock): MidiEvent[] {
  return track.phrases.flatMap((phrase, line) =>
    phrase.words.flatMap((word, w) => {
      const pieces = writtenSyllables(word.text, word.syllables.length)
      return word.syllables.map((syllable, s) => {
        const first = syllable.notes[0]!
        const gap = s > 0 ? '' : w > 0 ? ' ' : line > 0 ? '\r' : ''
        return meta(shiftedTick(first.startBeat, first, clock), 0x05, utf8(gap + pieces[s]!), 3)
      })
    }),
  )
}

/** Cuts a word's letters into as many pieces as it has syllables, each with a vowel where there are enough. */
function writtenSyllables(text: string, count: number): string[] {
  if (count <= 1) return [text]
  const groups = [...text.matchAll(/[^aeiouy]*[aeiouy]+(?:[^aeiouy]+$)?/gi)].map((match) => match[0])
  if (groups.length < count || groups.join('') !== text) {
    const size = text.length / count
    return Array.from({ length: count }, (_, i) =>
      text.slice(Math.round(i * size), Math.round((i + 1) * size)),
    )
  }
  // Silent vowels at the end ("fire", "made") join the piece before them.
  return [...groups.slice(0, count - 1), groups.slice(count - 1).join('')]
}

function toTick(beat: number, clock: SongClock): number {
  return Math.max(0, Math.round((beat + clock.leadInBeats) * TICKS_PER_BEAT))
}

function meta(tick: number, type: number, data: readonly number[], order = 0): MidiEvent {
  return { tick, order, bytes: [0xff, type, ...variableLength(data.length), ...data] }
}

function channelEvent(tick: number, order: number, bytes: readonly number[]): MidiEvent {
  return { tick, order, bytes }
}

function trackChunk(events: readonly MidiEvent[], endTick: number): Uint8Array {
  const ordered = [...events].sort((a, b) => a.tick - b.tick || a.order - b.order)
  const body: number[] = []
  let now = 0
  for (const event of ordered) {
    body.push(...variableLength(event.tick - now), ...event.bytes)
    now = event.tick
  }
  body.push(...variableLength(Math.max(0, endTick - now)), 0xff, 0x2f, 0)
  return Uint8Array.from([...ascii('MTrk'), ...uint32(body.length), ...body])
}

/** Seven bits a byte, most significant first, the top bit set on all but the last (SMF 1.0, "variable-length"). */
function variableLength(value: number): number[] {
  const bytes = [value & 127]
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 127) | 128)
  return bytes
}

function uint16(value: number): number[] {
  return [(value >> 8) & 255, value & 255]
}

function uint32(value: number): number[] {
  return [(value >>> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255]
}

function ascii(text: string): number[] {
  return [...text].map((char) => char.charCodeAt(0))
}

function utf8(text: string): number[] {
  return [...new TextEncoder().encode(text)]
}
