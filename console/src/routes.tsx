import { LibraryBig, Sparkles } from 'lucide-react'
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

export interface Scene {
  /** Pattern of wouter. */
  readonly path: string
  readonly component: LazyExoticComponent<ComponentType>
  /** Its place in the navigation; scenes without one are reached from others. */
  readonly entry?: {
    readonly label: string
    readonly icon: ComponentType<{ readonly size?: number }>
    /** Shown in the bar at the bottom of small screens; the rest is behind "More". */
    readonly isMain: boolean
  }
}

/** Every scene, in the order of the navigation. Each is loaded when it is first visited. */
export const SCENES: readonly Scene[] = [
  {
    path: '/',
    component: lazy(() => import('./scenes/create/create-scene.js')),
    entry: { label: 'Create', icon: Sparkles, isMain: true },
  },
  {
    path: '/library',
    component: lazy(() => import('./scenes/library/library-scene.js')),
    entry: { label: 'Library', icon: LibraryBig, isMain: true },
  },
  { path: '/songs/:trackId', component: lazy(() => import('./scenes/song/song-scene.js')) },
]
