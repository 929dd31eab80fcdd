/**
 * A cleared piece of the kernel's memory, aligned to 16 bytes. Never given back: a kernel is dropped as a whole. That is also why
 * it need not be cleared: what was never handed out before is zero, and pages that nobody writes to cost nothing.
 */
export function allocate(bytes: usize): usize {
  return heap.alloc(bytes)
}
