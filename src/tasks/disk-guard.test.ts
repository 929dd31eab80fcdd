import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { createDiskGuard } from './disk-guard.js'

it('refuses new work below the floor of free space only', async () => {
  expect(await createDiskGuard(tmpdir(), 1)()).toBe(true)
  expect(await createDiskGuard(tmpdir(), Number.MAX_SAFE_INTEGER)()).toBe(false)
})
