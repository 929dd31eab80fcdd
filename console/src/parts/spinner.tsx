import { LoaderCircle } from 'lucide-react'
import styles from './spinner.module.css'

/** Something goes on. Says nothing to screen readers: the control or region that shows it has `aria-busy`. */
export function Spinner({ size = 16 }: { readonly size?: number }) {
  return <LoaderCircle size={size} className={styles['spinner']} aria-hidden />
}
