import type { Kernel, Pointer } from '../../dsp/kernel/kernel.js'
import type { NoteSound } from './note-sound.js'

/** Frames of one piece of a clip. */
export const CLIP_CHUNK_FRAMES = 1024

/** Chunks are cut from slabs of this many. */
const CHUNKS_A_SLAB = 64

/** Hands out clip chunks of a kernel's memory and takes them back. */
class ChunkPool {
  private readonly free: Pointer[] = []

  constructor(readonly kernel: Kernel) {}

  take(): Pointer {
    const chunk = this.free.pop()
    if (chunk !== undefined) return chunk
    const slab = this.kernel.allocateFloats(CHUNKS_A_SLAB * CLIP_CHUNK_FRAMES)
    for (let i = CHUNKS_A_SLAB - 1; i > 0; i--) this.free.push(slab + i * CLIP_CHUNK_FRAMES * 4)
    return slab
  }

  giveBack(chunk: Pointer): void {
    this.free.push(chunk)
  }
}

/** A note rendered as far as anybody has listened to it, and further on demand. */
export class NoteClip {
  readonly left: Pointer[] = []
  /** The same chunks as `left` for a mono note. */
  readonly right: Pointer[]
  /** Frames rendered so far. */
  private rendered = 0
  /** Total length once the note has run out. */
  private endFrame = Infinity
  /** Players that hold it now; a clip in use is never dropped. */
  holders = 0

  constructor(
    private readonly sound: NoteSound,
    private readonly pool: ChunkPool,
  ) {
    this.right = sound.channelCount === 2 ? [] : this.left
  }

  get isStereo(): boolean {
    return this.sound.channelCount === 2
  }

  /** First frame after the sound; Infinity while that is not known. */
  get end(): number {
    return this.endFrame
  }

  get bytes(): number {
    return this.left.length * CLIP_CHUNK_FRAMES * 4 * this.sound.channelCount
  }

  /** Makes sure that the first `frames` frames (or all there are) can be read from `left` and `right`. */
  ensure(frames: number): void {
    while (this.rendered < frames && this.endFrame === Infinity) {
      const left = this.pool.take()
      const right = this.isStereo ? this.pool.take() : left
      const { kernel } = this.pool
      const written = this.sound.render(
        kernel.floatsAt(left, CLIP_CHUNK_FRAMES),
        kernel.floatsAt(right, CLIP_CHUNK_FRAMES),
        CLIP_CHUNK_FRAMES,
      )
      this.left.push(left)
      if (this.isStereo) this.right.push(right)
      this.rendered += written
      if (written < CLIP_CHUNK_FRAMES) this.endFrame = this.rendered
    }
  }

  /** Gives its memory back; the clip must not be used any more. */
  dispose(): void {
    for (const chunk of this.left) this.pool.giveBack(chunk)
    if (this.isStereo) for (const chunk of this.right) this.pool.giveBack(chunk)
  }
}

/**
 * Keeps rendered notes for the next time the same one is asked for, within a budget; the least recently used go first.
 * What it returns never depends on what it still holds: a dropped note is rendered again, sample for sample.
 */
export class NoteCache {
  private readonly clips = new Map<string, NoteClip>()
  private readonly pool: ChunkPool
  private hits = 0
  private misses = 0

  /** Clips lie in the memory of `kernel`. */
  constructor(
    private readonly budgetBytes: number,
    kernel: Kernel,
  ) {
    this.pool = new ChunkPool(kernel)
  }

  /** The clip called `key`, rendered by `create` when it is not at hand. Pair with `release`. */
  acquire(key: string, create: () => NoteSound): NoteClip {
    let clip = this.clips.get(key)
    if (clip) {
      this.hits += 1
      this.clips.delete(key)
    } else {
      this.misses += 1
      clip = new NoteClip(create(), this.pool)
    }
    this.clips.set(key, clip)
    clip.holders += 1
    return clip
  }

  release(clip: NoteClip): void {
    clip.holders -= 1
  }

  /** Drops idle clips until the budget holds. Call now and then, not for every note. */
  trim(): void {
    let total = 0
    for (const clip of this.clips.values()) total += clip.bytes
    if (total <= this.budgetBytes) return
    for (const [key, clip] of this.clips) {
      if (total <= this.budgetBytes) return
      if (clip.holders > 0) continue
      total -= clip.bytes
      this.clips.delete(key)
      clip.dispose()
    }
  }

  /** How often a note was at hand, for measuring. */
  get statistics(): { readonly hits: number; readonly misses: number; readonly bytes: number } {
    let bytes = 0
    for (const clip of this.clips.values()) bytes += clip.bytes
    return { hits: this.hits, misses: this.misses, bytes }
  }
}
