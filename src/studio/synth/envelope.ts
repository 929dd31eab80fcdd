import type { Adsr } from './patches.js'

/**
 * Level (0 … 1) of a held key `seconds` after it was struck: a straight attack, then an exponential approach to the
 * sustain level that is within 2 % of it after `decay` seconds. Percussive envelopes (`sustain` 0) go on falling.
 */
export function heldLevel(envelope: Adsr, seconds: number): number {
  if (seconds < envelope.attack) return seconds / envelope.attack
  const fallen = Math.exp((-4 * (seconds - envelope.attack)) / Math.max(1e-3, envelope.decay))
  return envelope.sustain + (1 - envelope.sustain) * fallen
}
