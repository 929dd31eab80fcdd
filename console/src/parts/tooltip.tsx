import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement } from 'react'
import styles from './tooltip.module.css'

/** Words on hover and focus of the one control inside. */
export function Tooltip({ text, children }: { readonly text: string; readonly children: ReactElement }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles['tooltip']} sideOffset={6} collisionPadding={8}>
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Once, around everything that has tooltips. */
export const TooltipProvider = Radix.Provider
