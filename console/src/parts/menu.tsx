import { DropdownMenu } from 'radix-ui'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import styles from './menu.module.css'

export interface MenuEntry {
  readonly label: string
  readonly icon?: ReactNode
  readonly onSelect: () => void
  readonly isDangerous?: boolean
  readonly disabled?: boolean
  /** A line above it. */
  readonly startsGroup?: boolean
}

/** Actions behind one button. Not modal: that would lock scrolling by an injected style. */
export function Menu({
  trigger,
  entries,
}: {
  /** The button. */
  readonly trigger: ReactElement
  readonly entries: readonly MenuEntry[]
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles['menu']} sideOffset={4} align="end" collisionPadding={8}>
          {entries.map((entry) => (
            <Fragment key={entry.label}>
              {entry.startsGroup === true && <DropdownMenu.Separator className={styles['line']} />}
              <DropdownMenu.Item
                className={`${styles['entry']} ${entry.isDangerous === true ? styles['danger'] : ''}`}
                onSelect={entry.onSelect}
                disabled={entry.disabled}
              >
                {entry.icon}
                {entry.label}
              </DropdownMenu.Item>
            </Fragment>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
