import { readFile } from 'node:fs/promises'

/**
 * Processor time of a process so far, all its threads together, in milliseconds (proc_pid_stat(5), fields 14 and 15, in ticks
 * of 10 ms). Its children (PostgreSQL) do not count.
 */
export async function processorMsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
