import type { Task } from '../tasks/types.js'

/**
 * Where each file of a task lives: under its owner, named by an id nobody can guess. Keys follow from ids, so that a
 * resumed task overwrites its own files instead of leaving copies behind.
 */
export const objectKeys = {
  audio: (task: Task, trackId: string) => `${task.accountId}/tracks/${trackId}.mp3`,
  cover: (task: Task, trackId: string) => `${task.accountId}/tracks/${trackId}.jpeg`,
  /** `id` is that of the recording in the score. */
  recording: (task: Task, id: string) => `${task.accountId}/recordings/${task.id}-${id}`,
  wav: (task: Task) => `${task.accountId}/wav/${task.id}.wav`,
  video: (task: Task) => `${task.accountId}/video/${task.id}.mp4`,
  midi: (task: Task) => `${task.accountId}/midi/${task.id}.mid`,
  picture: (task: Task, index: number) => `${task.accountId}/pictures/${task.id}_${index}.png`,
  stem: (task: Task, stem: string) => `${task.accountId}/stems/${task.id}_${stem}.mp3`,
}
