import type { FirstRun } from '../api/deps.js'
import { isLoopbackHost } from '../config.js'
import type { Foundation } from './foundation.js'

/**
 * Hands out the key that was made at the first start, until any key is used: only on a server that nobody else can reach,
 * neither directly nor through a proxy.
 */
export function firstRunOf({ config, connection, firstKey }: Foundation): FirstRun | undefined {
  const isPrivate =
    isLoopbackHost(config.host) && config.publicUrl === undefined && config.trustedProxies.length === 0
  if (!firstKey || !isPrivate) return undefined
  let isTaken = false
  return {
    async isOpen() {
      if (isTaken) return false
      const used = await connection.db
        .selectFrom('api_keys')
        .select('id')
        .where('last_used_at', 'is not', null)
        .limit(1)
        .executeTakeFirst()
      return used === undefined
    },
    async takeKey() {
      isTaken = true
      return firstKey.key
    },
  }
}
