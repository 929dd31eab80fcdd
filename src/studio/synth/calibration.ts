import { CALIBRATION_TABLE_DB } from './calibration-table.js'
import { TUNING_TABLE_CENTS } from './tuning-table.js'

/**
 * Gain in dB that brings an instrument to the loudness of all others at velocity 0.8: -20 LUFS for a single line, -18 for
 * a kit's beat. Measured; 0 for an instrument that was not.
 */
export function calibrationDb(instrumentId: string): number {
  return CALIBRATION_TABLE_DB[instrumentId] ?? 0
}

/** Cents that bring a key of a sampled General MIDI program to its pitch. Measured; 0 where it is in tune or has no pitch. */
export function tuningCents(program: number, key: number): number {
  return TUNING_TABLE_CENTS[program]?.findLast(([fromKey]) => fromKey <= key)?.[1] ?? 0
}
