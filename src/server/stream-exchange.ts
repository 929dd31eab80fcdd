import { sql } from 'kysely'
import type { Db } from '../db/index.js'
import type { StreamExchange } from '../media/streams/index.js'

/** Most pieces handed to a reader at once: each may have 64 KB. */
const READ_PIECES = 16
/** Pieces that nobody has asked for as long are removed. */
const KEEP = '10 minutes'

/** Pieces of live streams in two unlogged tables of the database that all machines share. */
export function createStreamExchange(db: Db): StreamExchange {
  return {
    async ask(trackId, forMs) {
      await sql`
        insert into stream_demands (track_id, wanted_until)
        values (${trackId}, now() + ${forMs}::double precision * interval '1 millisecond')
        on conflict (track_id) do update set wanted_until = excluded.wanted_until`.execute(db)
    },

    async wantedOf(trackIds) {
      const { rows } = await sql<{ track_id: string }>`
        select track_id from stream_demands
         where track_id = any(${[...trackIds]}::text[]) and wanted_until > now()`.execute(db)
      return new Set(rows.map((row) => row.track_id))
    },

    async put(trackId, { firstByte, bytes, isLast }) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      await sql`
        insert into stream_pieces (track_id, first_byte, bytes, is_last)
        values (${trackId}, ${firstByte}, ${buffer}, ${isLast})
        on conflict (track_id, first_byte) do update
           set bytes = excluded.bytes, is_last = excluded.is_last, written_at = now()
         where length(excluded.bytes) >= length(stream_pieces.bytes)`.execute(db)
    },

    async read(trackId, fromByte) {
      // The piece that holds `fromByte` begins before it.
      const { rows } = await sql<{ firstByte: number; bytes: Buffer; isLast: boolean }>`
        select first_byte as "firstByte", bytes, is_last as "isLast" from stream_pieces
         where track_id = ${trackId}
           and first_byte >= coalesce(
             (select max(first_byte) from stream_pieces
               where track_id = ${trackId} and first_byte < ${fromByte}), 0)
         order by first_byte
         limit ${READ_PIECES}`.execute(db)
      return rows
    },

    async remove(trackId) {
      await sql`delete from stream_pieces where track_id = ${trackId}`.execute(db)
      await sql`delete from stream_demands where track_id = ${trackId}`.execute(db)
    },

    async sweep() {
      await sql`delete from stream_demands where wanted_until < now() - interval ${sql.lit(KEEP)}`.execute(db)
      await sql`
        delete from stream_pieces piece
         where written_at < now() - interval ${sql.lit(KEEP)}
           and not exists (select 1 from stream_demands demand where demand.track_id = piece.track_id)`.execute(
        db,
      )
    },
  }
}
