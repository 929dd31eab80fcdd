import type {
  ChangeSongBody,
  PersonaData,
  ScoreData,
  SongData,
  SongDetail,
  SongOrderName,
  StyleWordGroup,
  TaskKind,
} from '@troubadour/contract'
import type { Transport } from './transport.js'

interface CallOptions {
  readonly signal?: AbortSignal
}

/** Which songs to list. */
export interface SongFilter {
  /** Words that title, style or lyrics hold. */
  readonly query?: string
  readonly liked?: boolean
  readonly label?: string
  readonly kind?: TaskKind
  /** Songs made out of this one: an `audioId`. */
  readonly parent?: string
  /** Deleted songs that can be brought back, instead of the others. */
  readonly deleted?: boolean
  /** Default `newest`. */
  readonly sort?: SongOrderName
  /** Songs on a page, 1 … 200. Default 50. */
  readonly limit?: number
  /** `nextCursor` of the page before. */
  readonly cursor?: string
}

export interface SongPage {
  readonly songs: SongData[]
  /** Null on the last page. */
  readonly nextCursor: string | null
}

/** Songs and what is noted on them. Additions of Troubadour servers. */
export interface LibraryCalls {
  /** One page of songs. */
  songs(filter?: SongFilter, options?: CallOptions): Promise<SongPage>
  song(audioId: string, options?: CallOptions): Promise<SongDetail>
  /** Renames, likes, labels, deletes or brings back a song. */
  changeSong(audioId: string, changes: ChangeSongBody, options?: CallOptions): Promise<SongDetail>
  /** Labels in use and how many songs have each. */
  songLabels(options?: CallOptions): Promise<{ label: string; songs: number }[]>
  /** Sections, chords, keys, tempo and notes in seconds of the song. */
  songScore(audioId: string, options?: CallOptions): Promise<ScoreData>
  /** The score as a Standard MIDI File. */
  songMidi(audioId: string, options?: CallOptions): Promise<Blob>
  /** Personas and voices that later songs can name, newest first. */
  personas(options?: CallOptions): Promise<PersonaData[]>
  /** Credits by kind of task; separations as `vocal-separation/stems` and alike. */
  prices(options?: CallOptions): Promise<Record<string, number>>
  /** Words that style texts understand, what is suggested first at the front. */
  styleWords(options?: CallOptions): Promise<{ word: string; group: StyleWordGroup }[]>
}

const PATH = '/troubadour/v1/library'

export function libraryCalls(transport: Transport): LibraryCalls {
  const get = <Data>(path: string, { signal }: CallOptions = {}) =>
    transport.send<Data>(path, { method: 'GET', signal })
  const pathOf = (audioId: string) => `${PATH}/${encodeURIComponent(audioId)}`
  return {
    songs(filter = {}, options) {
      const query = new URLSearchParams()
      for (const [name, value] of Object.entries(filter) as [
        string,
        string | number | boolean | undefined,
      ][]) {
        if (value !== undefined) query.set(name, String(value))
      }
      return get(`${PATH}?${query}`, options)
    },
    song: (audioId, options) => get(pathOf(audioId), options),
    changeSong: (audioId, body, { signal } = {}) =>
      transport.send(pathOf(audioId), { method: 'PATCH', body, signal }),
    songLabels: async (options) => (await get<{ labels: never[] }>(`${PATH}/labels`, options)).labels,
    songScore: (audioId, options) => get(`${pathOf(audioId)}/score`, options),
    songMidi: (audioId, { signal } = {}) => transport.download(`${pathOf(audioId)}/midi`, signal),
    personas: async (options) =>
      (await get<{ personas: PersonaData[] }>('/troubadour/v1/personas', options)).personas,
    prices: async (options) =>
      (await get<{ prices: Record<string, number> }>('/troubadour/v1/prices', options)).prices,
    styleWords: async (options) =>
      (await get<{ words: never[] }>('/troubadour/v1/style-words', options)).words,
  }
}
