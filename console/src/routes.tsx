import { BookOpen, KeyRound, LibraryBig, ListChecks, Server, Sparkles, Webhook } from 'lucide-react'
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
  { path: '/welcome', component: lazy(() => import('./scenes/welcome/welcome-scene.js')) },
  {
    path: '/tasks',
    component: lazy(() => import('./scenes/tasks/tasks-scene.js')),
    entry: { label: 'Tasks', icon: ListChecks, isMain: true },
  },
  { path: '/tasks/:taskId', component: lazy(() => import('./scenes/tasks/task-scene.js')) },
  {
    path: '/webhooks',
    component: lazy(() => import('./scenes/webhooks/webhooks-scene.js')),
    entry: { label: 'Webhooks', icon: Webhook, isMain: false },
  },
  { path: '/webhooks/:eventId', component: lazy(() => import('./scenes/webhooks/callback-scene.js')) },
  {
    path: '/keys',
    component: lazy(() => import('./scenes/keys/keys-scene.js')),
    entry: { label: 'Keys and usage', icon: KeyRound, isMain: false },
  },
  {
    path: '/system',
    component: lazy(() => import('./scenes/system/system-scene.js')),
    entry: { label: 'System', icon: Server, isMain: false },
  },
  {
    path: '/api-reference',
    component: lazy(() => import('./scenes/docs/docs-scene.js')),
    entry: { label: 'API', icon: BookOpen, isMain: false },
  },
]
