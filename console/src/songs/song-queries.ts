import type { ChangeSongBody, SongData } from '@troubadour/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SongFilter } from '@troubadour/sdk'
import { useServer } from '../server/server.js'

/** Songs in the making change soon. */
const UNFINISHED_REFRESH_MS = 4000
const PAGE = 30

/** The songs that fit a filter, page after page. */
export function useSongs(filter: Omit<SongFilter, 'cursor' | 'limit'>) {
  const { client } = useServer()
  return useInfiniteQuery({
    queryKey: ['songs', filter],
    queryFn: ({ pageParam, signal }) =>
      client.songs({ ...filter, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ songs }) => songs.some((song) => song.audioUrl === null))
        ? UNFINISHED_REFRESH_MS
        : false,
  })
}

/** One song with its words and facts. */
export function useSong(audioId: string) {
  const { client } = useServer()
  return useQuery({
    queryKey: ['song', audioId],
    queryFn: ({ signal }) => client.song(audioId, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.audioUrl === null && (state.data.state === 'running' || state.data.state === 'queued')
        ? UNFINISHED_REFRESH_MS
        : false,
  })
}

/** Renames, likes, labels, deletes or brings back; every list that shows the song follows. */
export function useChangeSong() {
  const { client } = useServer()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ audioId, ...changes }: ChangeSongBody & { readonly audioId: string }) =>
      client.changeSong(audioId, changes),
    onSuccess: async (song) => {
      queries.setQueryData(['song', song.audioId], song)
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['songs'] }),
        queries.invalidateQueries({ queryKey: ['song-labels'] }),
      ])
    },
  })
}

/** Labels in use. */
export function useSongLabels() {
  const { client } = useServer()
  return useQuery({ queryKey: ['song-labels'], queryFn: ({ signal }) => client.songLabels({ signal }) })
}

/** What each kind of task costs. */
export function usePrices() {
  const { client } = useServer()
  return useQuery({
    queryKey: ['prices'],
    queryFn: ({ signal }) => client.prices({ signal }),
    staleTime: Infinity,
  })
}

/** What a kind of task made, for people. */
export const KIND_NAMES: Readonly<Record<string, string>> = {
  generate: 'Song',
  extend: 'Extension',
  'upload-cover': 'Cover',
  'upload-extend': 'Extended recording',
  'add-instrumental': 'Added band',
  'add-vocals': 'Added voice',
  'replace-section': 'New section',
  mashup: 'Mashup',
  sounds: 'Sound',
}

export function isFinished(song: Pick<SongData, 'audioUrl'>): boolean {
  return song.audioUrl !== null
}
