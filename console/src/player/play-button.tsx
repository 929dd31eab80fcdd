import { Pause, Play } from 'lucide-react'
import { Spinner } from '../parts/spinner.js'
import styles from './play-button.module.css'

/** The round button that starts and stops what is heard. */
export function PlayButton({
  label,
  isPlaying,
  isWaiting = false,
  size = 'medium',
  onClick,
}: {
  readonly label: string
  readonly isPlaying: boolean
  /** Playing, but there is no sound yet. */
  readonly isWaiting?: boolean
  readonly size?: 'medium' | 'large'
  readonly onClick: () => void
}) {
  const icon = size === 'large' ? 24 : 20
  return (
    <button
      type="button"
      className={`${styles['play']} ${styles[size]}`}
      aria-label={label}
      onClick={onClick}
    >
      {isPlaying && isWaiting ? (
        <Spinner size={icon} />
      ) : isPlaying ? (
        <Pause size={icon} aria-hidden />
      ) : (
        <Play size={icon} aria-hidden />
      )}
    </button>
  )
}
