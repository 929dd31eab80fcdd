/** A cleared piece of the kernel's memory, aligned to 16 bytes. Never given back: a kernel is dropped as a whole. */
export function allocate(bytes: i32): usize {
  const start = heap.alloc(bytes)
  memory.fill(start, 0, bytes)
  return start
}
