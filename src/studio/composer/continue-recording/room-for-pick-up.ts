import type { PlannedSection } from '../plan.js'

/** Pick-ups come up to this many beats before their line. */
const PICK_UP_BEATS = 1

/** The sections with the very first line moved so far behind `fromBeat` that its pick-up is not lost in the recording. */
export function withRoomForPickUp(sections: readonly PlannedSection[], fromBeat: number): PlannedSection[] {
  return sections.map((section, index) => {
    const [line, ...others] = section.lines
    const tooEarly = line !== undefined && line.startBeat < fromBeat + PICK_UP_BEATS - 1e-6
    if (index > 0 || !tooEarly || line.endBeat - line.startBeat < 4 * PICK_UP_BEATS) return section
    return { ...section, lines: [{ ...line, startBeat: fromBeat + PICK_UP_BEATS }, ...others] }
  })
}
