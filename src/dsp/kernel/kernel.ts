import { KERNEL_BINARY_BASE64 } from './kernel-binary.js'
import type { KernelFunctions } from './kernel-functions.js'

/** Where something lies in a kernel's memory, in bytes. */
export type Pointer = number

/** What is used of the WebAssembly interface: Node has it, the language's own type library does not. */
const { Instance, Module } = (
  globalThis as unknown as {
    readonly WebAssembly: {
      readonly Module: new (binary: Uint8Array) => object
      readonly Instance: new (module: object) => {
        readonly exports: KernelFunctions & { readonly memory: { readonly buffer: ArrayBuffer } }
      }
    }
  }
).WebAssembly

let compiled: object | undefined

/** One copy of the compiled inner loops (`kernel/`) with a memory of its own. What is allocated lives as long as the kernel. */
export class Kernel {
  readonly run: KernelFunctions
  private readonly memory: { readonly buffer: ArrayBuffer }
  private floatView: Float32Array
  private doubleView: Float64Array

  constructor() {
    compiled ??= new Module(Uint8Array.from(atob(KERNEL_BINARY_BASE64), (char) => char.charCodeAt(0)))
    const { exports } = new Instance(compiled)
    this.run = exports
    this.memory = exports.memory
    this.floatView = new Float32Array(this.memory.buffer)
    this.doubleView = new Float64Array(this.memory.buffer)
  }

  /** The whole memory as 32-bit floats. Ask again after every allocation: memory that grows leaves old views empty. */
  get floats(): Float32Array {
    if (this.floatView.length === 0) this.floatView = new Float32Array(this.memory.buffer)
    return this.floatView
  }

  /** The same as 64-bit floats. */
  get doubles(): Float64Array {
    if (this.doubleView.length === 0) this.doubleView = new Float64Array(this.memory.buffer)
    return this.doubleView
  }

  /** Room for that many 32-bit floats, all zero. */
  allocateFloats(count: number): Pointer {
    return this.run.allocate(4 * count) >>> 0
  }

  /** These 64-bit floats in memory. */
  storeDoubles(values: ArrayLike<number>): Pointer {
    const pointer = this.run.allocate(8 * values.length) >>> 0
    this.doubles.set(values, pointer / 8)
    return pointer
  }

  /** These 32-bit floats in memory. */
  storeFloats(values: ArrayLike<number>): Pointer {
    const pointer = this.allocateFloats(values.length)
    this.floats.set(values, pointer / 4)
    return pointer
  }

  /** `frames` floats from `pointer`, to be read or written before the next allocation. */
  floatsAt(pointer: Pointer, frames: number): Float32Array {
    return this.floats.subarray(pointer / 4, pointer / 4 + frames)
  }
}

let scratchKernel: Kernel | undefined

/**
 * A kernel for whoever brings everything along and leaves nothing behind: what lies in `workspace` means nothing after the
 * call that put it there. One for the whole thread.
 */
export function sharedKernel(): Kernel {
  return (scratchKernel ??= new Kernel())
}
