import { readFile } from 'node:fs/promises'
import type { ServerProcess } from '../test/support/server-process.js'

/**
 * Processor time of a server so far, all its threads together, in milliseconds (proc_pid_stat(5), fields 14 and 15, in ticks
 * of 10 ms). Its PostgreSQL is a process of its own and does not count.
 */
export async function processorMsOf({ process }: ServerProcess): Promise<number> {
  const stat = await readFile(`/proc/${process.pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
