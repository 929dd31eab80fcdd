/** Level at the foot of a meter, in decibels of full scale. */
const FLOOR_DB = -48
/** How fast a meter falls, in decibels a second: slow enough to be read. */
const FALL_DB_PER_SECOND = 24

/** Height of a meter, 0 … 1, for a peak of which 1 is full scale: linear in decibels, 0 from -48 dB down. */
export function heightOf(peak: number): number {
  if (peak <= 0) return 0
  return Math.min(1, Math.max(0, 1 - (20 * Math.log10(peak)) / FLOOR_DB))
}

/** What a meter that showed `peak` shows some seconds later when nothing sounds. */
export function fallen(peak: number, seconds: number): number {
  return peak * 10 ** ((-FALL_DB_PER_SECOND * seconds) / 20)
}
