/**
 * Gain in dB that brings each instrument to the same loudness at velocity 0.8. Measured by
 * `scripts/calibrate-instruments.ts`; run it again after changing how an instrument sounds.
 */
export const CALIBRATION_DB: Readonly<Record<string, number>> = {}

/** The measured gain; 0 for instruments that were not measured. */
export function calibrationDb(instrumentId: string): number {
  return CALIBRATION_DB[instrumentId] ?? 0
}
