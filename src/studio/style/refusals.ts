import type { StemName } from '../../music/stems.js'
import { instrumentById } from '../instruments.js'

/** What a text does not want to be heard. */
export interface Refusals {
  readonly withoutInstruments: ReadonlySet<string>
  readonly withoutStems: ReadonlySet<StemName>
}

/** Whether an instrument, by its id, is refused neither itself nor with its stem. */
export function isAllowed(id: string, { withoutInstruments, withoutStems }: Refusals): boolean {
  return !withoutInstruments.has(id) && !withoutStems.has(instrumentById(id).stem)
}
