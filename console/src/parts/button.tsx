import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './button.module.css'
import { Spinner } from './spinner.js'
import { Tooltip } from './tooltip.js'

export type ButtonLook = 'plain' | 'primary' | 'quiet' | 'danger'

interface Looks {
  /** Default `plain`. One `primary` a scene. */
  readonly look?: ButtonLook
  /** Default `medium`. */
  readonly size?: 'medium' | 'small'
}

function classes(look: ButtonLook, size: 'medium' | 'small', isIcon: boolean, more?: string): string {
  return [
    styles['button'],
    look === 'plain' ? '' : styles[look],
    size === 'small' ? styles['small'] : '',
    isIcon ? styles['icon'] : '',
    more,
  ]
    .filter(Boolean)
    .join(' ')
}

/** A button with words; `isBusy` shows that its work goes on and keeps it from being pressed again. */
export function Button({
  look = 'plain',
  size = 'medium',
  isBusy = false,
  className,
  children,
  disabled,
  ...rest
}: ComponentProps<'button'> & Looks & { readonly isBusy?: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(look, size, false, className)}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy || undefined}
    >
      {isBusy && <Spinner />}
      {children}
    </button>
  )
}

/** A button with a picture only; `label` is its accessible name and its tooltip. */
export function IconButton({
  look = 'quiet',
  size = 'medium',
  label,
  className,
  children,
  ...rest
}: ComponentProps<'button'> & Looks & { readonly label: string; readonly children: ReactNode }) {
  return (
    <Tooltip text={label}>
      <button type="button" {...rest} aria-label={label} className={classes(look, size, true, className)}>
        {children}
      </button>
    </Tooltip>
  )
}

/** A link that looks like a button: it goes somewhere in the console. */
export function ButtonLink({
  look = 'plain',
  size = 'medium',
  to,
  className,
  children,
}: Looks & { readonly to: string; readonly className?: string; readonly children: ReactNode }) {
  return (
    <Link href={to} className={classes(look, size, false, className)}>
      {children}
    </Link>
  )
}

/** A link that looks like a button: it saves a file. */
export function DownloadLink({
  look = 'plain',
  size = 'medium',
  href,
  fileName,
  children,
}: Looks & { readonly href: string; readonly fileName?: string; readonly children: ReactNode }) {
  return (
    <a href={href} download={fileName ?? true} className={classes(look, size, false)}>
      {children}
    </a>
  )
}
