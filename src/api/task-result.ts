import type { Task } from '../tasks/types.js'

/** What the task's workflow stored, once it has succeeded; each kind has one type of result. */
export function resultOf<Result>(task: Task): Result | null {
  return task.state === 'succeeded' ? (task.result as Result | null) : null
}
