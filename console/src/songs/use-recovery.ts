import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SongData } from '@troubadour/contract'
import { showToast } from '../parts/toast.js'
import { useServer } from '../server/server.js'

/** How long to wait for a song to be performed again on a machine that has other work, in milliseconds. */
const PATIENCE_MS = 1_800_000

/** Has the lost or expired files of a song and its other takes performed again, the same to the byte. */
export function useRecovery(): (song: SongData) => void {
  const { client } = useServer()
  const queries = useQueryClient()
  const recovery = useMutation({
    mutationFn: async ({ taskId, title }: SongData) => {
      const task = await client.recover({ task_id: taskId })
      showToast(`The files of “${title}” are being performed again`)
      await client.waitFor(task, { timeoutMs: PATIENCE_MS })
    },
    onSuccess: async (_, { title }) => {
      showToast(`The files of “${title}” are there again`)
      await queries.invalidateQueries({ queryKey: ['songs'] })
      await queries.invalidateQueries({ queryKey: ['song'] })
    },
  })
  return recovery.mutate
}
