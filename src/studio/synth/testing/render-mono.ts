import type { NoteSound } from '../note-sound.js'

/** The first frames of a note, both sides together. */
export function renderMono(note: NoteSound, frames: number): Float32Array {
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  note.render(left, right, frames)
  return note.channelCount === 2 ? left.map((x, i) => x + right[i]!) : left
}
