import { Ellipsis, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Dialog } from '../parts/dialog.js'
import { Segments } from '../parts/segments.js'
import { BottomPlayer } from '../player/bottom-player.js'
import { SCENES } from '../routes.js'
import { signOut } from '../server/session.js'
import { Scenes } from './scenes.js'
import styles from './shell.module.css'
import { setTheme, useTheme, type Theme } from './theme.js'

const ENTRIES = SCENES.flatMap(({ path, entry }) => (entry ? [{ path, ...entry }] : []))

function isWithin(location: string, path: string): boolean {
  return path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`)
}

/** What stays while scenes change: navigation, player, messages. */
export function Shell() {
  const main = useRef<HTMLElement>(null)
  const [location] = useLocation()
  const isFirst = useRef(true)
  useEffect(() => {
    // Screen readers and keyboards go on in the new scene, not in the old place of the page.
    if (!isFirst.current) {
      main.current?.focus({ preventScroll: true })
      window.scrollTo(0, 0)
    }
    isFirst.current = false
  }, [location])
  return (
    <div className={styles['shell']}>
      <a
        className={styles['skip']}
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        Skip to content
      </a>
      <SideNavigation location={location} />
      <main ref={main} id="main" className={styles['main']} tabIndex={-1}>
        <Scenes />
      </main>
      <BottomPlayer />
      <TabBar location={location} />
    </div>
  )
}

function Wordmark() {
  return (
    <Link href="/" className={styles['wordmark']} aria-label="Troubadour, create">
      <img src="/icon.svg" alt="" width={26} height={26} />
      <span>Troubadour</span>
    </Link>
  )
}

function SideNavigation({ location }: { readonly location: string }) {
  return (
    <div className={styles['side']}>
      <Wordmark />
      <nav aria-label="Main">
        <ul className={styles['entries']}>
          {ENTRIES.map(({ path, label, icon: Icon }) => (
            <li key={path}>
              <Link
                href={path}
                className={styles['entry']}
                aria-current={isWithin(location, path) ? 'page' : undefined}
              >
                <Icon size={18} aria-hidden />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles['foot']}>
        <ThemeChoice />
        <SignOut />
      </div>
    </div>
  )
}

function TabBar({ location }: { readonly location: string }) {
  const [isOpen, setOpen] = useState(false)
  const more = ENTRIES.filter(({ isMain }) => !isMain)
  return (
    <>
      <nav className={styles['tabs']} aria-label="Main">
        {ENTRIES.filter(({ isMain }) => isMain).map(({ path, label, icon: Icon }) => (
          <Link
            key={path}
            href={path}
            className={styles['tab']}
            aria-current={isWithin(location, path) ? 'page' : undefined}
          >
            <Icon size={20} aria-hidden />
            {label}
          </Link>
        ))}
        <button
          type="button"
          className={styles['tab']}
          aria-haspopup="dialog"
          data-current={more.some(({ path }) => isWithin(location, path)) || undefined}
          onClick={() => setOpen(true)}
        >
          <Ellipsis size={20} aria-hidden />
          More
        </button>
      </nav>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title="More">
        <ul className={styles['entries']}>
          {more.map(({ path, label, icon: Icon }) => (
            <li key={path}>
              <Link
                href={path}
                className={styles['entry']}
                aria-current={isWithin(location, path) ? 'page' : undefined}
                onClick={() => setOpen(false)}
              >
                <Icon size={18} aria-hidden />
                {label}
              </Link>
            </li>
          ))}
        </ul>
        <ThemeChoice />
        <SignOut />
      </Dialog>
    </>
  )
}

const THEMES: readonly { readonly value: Theme; readonly label: React.ReactNode }[] = [
  { value: 'light', label: <ThemeLabel icon={Sun} name="Light" /> },
  { value: 'dark', label: <ThemeLabel icon={Moon} name="Dark" /> },
  { value: 'system', label: <ThemeLabel icon={Monitor} name="As the system" /> },
]

function ThemeLabel({ icon: Icon, name }: { readonly icon: typeof Sun; readonly name: string }) {
  return (
    <>
      <Icon size={16} aria-hidden />
      <span className="visually-hidden">{name}</span>
    </>
  )
}

function ThemeChoice() {
  return <Segments label="Theme" size="small" value={useTheme()} options={THEMES} onChange={setTheme} />
}

function SignOut() {
  return (
    <button type="button" className={styles['entry']} onClick={signOut}>
      <LogOut size={18} aria-hidden />
      Sign out
    </button>
  )
}
