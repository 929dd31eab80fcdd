import type { Workflow } from './types.js'

/** `audio` work is limited to the render threads, `light` work is not kept waiting behind it. */
export type Lane = Workflow['lane']

export const LANES: readonly Lane[] = ['audio', 'light']

/** How many tasks of each lane one process performs at a time. */
export type LaneConcurrency = Readonly<Record<Lane, number>>

/** Light tasks wait for the database and the disk more than they compute. */
export const LIGHT_CONCURRENCY = 4
