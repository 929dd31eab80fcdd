import { CALIBRATION_TABLE_DB } from './calibration-table.js'

/**
 * Gain in dB that brings an instrument to the loudness of all others at velocity 0.8: -20 LUFS for a single line, -18 for
 * a kit's beat. Measured; 0 for an instrument that was not.
 */
export function calibrationDb(instrumentId: string): number {
  return CALIBRATION_TABLE_DB[instrumentId] ?? 0
}
