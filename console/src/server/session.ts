import { useSyncExternalStore } from 'react'

const STORED = 'troubadour.key'
const listeners = new Set<() => void>()
/** Where storage is forbidden, the key lives as long as the page. */
let current: string | null = null
try {
  current = localStorage.getItem(STORED)
} catch {
  current = null
}

function change(key: string | null): void {
  current = key
  try {
    if (key === null) localStorage.removeItem(STORED)
    else localStorage.setItem(STORED, key)
  } catch {
    // Kept in memory only.
  }
  for (const listener of listeners) listener()
}

/** Keeps an API key in this browser and uses it from now on. */
export function signIn(key: string): void {
  change(key)
}

/** Forgets the API key. */
export function signOut(): void {
  change(null)
}

/** The API key in use; null while nobody has signed in. */
export function useApiKey(): string | null {
  return useSyncExternalStore(
    (listener) => {
      const onStorage = (event: StorageEvent) => {
        // Signed in or out in another tab.
        if (event.key !== STORED) return
        current = event.newValue
        listener()
      }
      listeners.add(listener)
      window.addEventListener('storage', onStorage)
      return () => {
        listeners.delete(listener)
        window.removeEventListener('storage', onStorage)
      }
    },
    () => current,
  )
}
