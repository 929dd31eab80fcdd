import type { LibrarySong, SongChanges, SongLibrary } from '../../tasks/index.js'
import type { MemoryTaskStore } from './memory-task-store.js'

/** A library over the memory task store: one page, found by label and like; what PostgreSQL does is tested there. */
export function createMemoryLibrary(tasks: MemoryTaskStore): SongLibrary {
  const notes = new Map<string, SongChanges>()
  const songOf = async (accountId: string, trackId: string): Promise<LibrarySong | undefined> => {
    const track = await tasks.findTrackById(trackId)
    const task = track && (await tasks.find(accountId, track.taskId))
    if (!track || !task) return undefined
    const { title, isLiked = false, labels = [], isDeleted = false } = notes.get(trackId) ?? {}
    return {
      track: { ...track, title: title ?? track.title },
      task,
      isLiked,
      labels,
      deletedAt: isDeleted ? new Date(0) : null,
    }
  }
  const songsOf = async (accountId: string) => {
    const mine = tasks.all().filter((task) => task.accountId === accountId)
    const tracks = (await Promise.all(mine.map(({ id }) => tasks.tracksOf(id)))).flat()
    return (await Promise.all(tracks.map(({ id }) => songOf(accountId, id)))).filter(
      (song) => song !== undefined,
    )
  }
  return {
    find: songOf,
    list: async (accountId, { label, isLiked, isDeleted = false }) => ({
      songs: (await songsOf(accountId)).filter(
        (song) =>
          (label === undefined || song.labels.includes(label)) &&
          (isLiked === undefined || song.isLiked === isLiked) &&
          (song.deletedAt !== null) === isDeleted,
      ),
      nextCursor: null,
    }),
    async change(accountId, trackId, changes) {
      if (await songOf(accountId, trackId)) notes.set(trackId, { ...notes.get(trackId), ...changes })
      return songOf(accountId, trackId)
    },
    personas: async () => [],
    async labels(accountId) {
      const labels = (await songsOf(accountId)).flatMap((song) => song.labels)
      return [...new Set(labels)]
        .sort()
        .map((label) => ({ label, songs: labels.filter((each) => each === label).length }))
    },
  }
}
