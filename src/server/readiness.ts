import type { Foundation } from './foundation.js'

/** What must work before a process can do its part: name → undefined when it does, else what is wrong. */
export async function readiness({
  connection,
}: Pick<Foundation, 'connection'>): Promise<Readonly<Record<string, string | undefined>>> {
  const question = connection.db.selectNoFrom((is) => is.lit(1).as('one')).execute()
  return { database: await problemOf(question) }
}

async function problemOf(check: Promise<unknown>): Promise<string | undefined> {
  try {
    await check
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
