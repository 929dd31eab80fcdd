import type { IssuedKeyData } from '@troubadour/contract'
import { CopyLine } from '../../parts/code-block.js'
import { formatTime } from '../../parts/formats.js'

/** The text of a key, this once. */
export function IssuedKey({ issued }: { readonly issued: IssuedKeyData }) {
  return (
    <>
      <CopyLine label="key" text={issued.key} />
      {issued.previousKeyUntil !== null && (
        <p className="muted small">The old text works until {formatTime(issued.previousKeyUntil)}.</p>
      )}
    </>
  )
}
