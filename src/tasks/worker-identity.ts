import { randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * Who holds a claim: machine, process number and what tells this process from an earlier one with the same number.
 * Stored with each claim, so that a restart after kill -9 sees at once that the holder is dead.
 */
export interface WorkerIdentity {
  readonly machine: string
  readonly pid: number
  /** Start time of the process where the system tells it, else random. */
  readonly nonce: string
}

/** The identity of this process. */
export function thisWorker(): WorkerIdentity {
  return {
    machine: machineName(),
    pid: process.pid,
    nonce: startTimeOf(process.pid) ?? randomBytes(6).toString('hex'),
  }
}

/** As it is stored in `tasks.worker_id`. */
export function formatWorkerId(worker: WorkerIdentity): string {
  return `${worker.machine}/${worker.pid}/${worker.nonce}`
}

/**
 * Whether the holder certainly does not live any more. False for other machines: only its heartbeat tells then.
 */
export function isCertainlyDead(workerId: string, observer: WorkerIdentity): boolean {
  const [nonce, pidText, ...machine] = workerId.split('/').reverse()
  const pid = Number(pidText)
  if (machine.reverse().join('/') !== observer.machine || !Number.isInteger(pid)) return false
  if (pid === observer.pid) return nonce !== observer.nonce
  const startTime = startTimeOf(pid)
  if (startTime !== undefined) return startTime !== nonce
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/**
 * Process numbers mean something only within one boot and one container: both are part of the name, so that two
 * containers that were given the same host name never judge each other.
 */
function machineName(): string {
  const boot = tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 8))
  const numbers = tryRead(() => /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0])
  return [hostname(), boot, numbers].filter((part) => part !== undefined).join('.')
}

/** Clock ticks since boot (proc_pid_stat(5), field 22); undefined where there is no /proc or no such process. */
function startTimeOf(pid: number): string | undefined {
  const stat = tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  // The second field is the program's name in parentheses and may hold spaces.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

function tryRead<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
