import { join } from 'node:path'
import {
  midiCallback,
  midiFailureCallback,
  STEM_GROUP_NAMES,
  STEM_PARTS,
  TASK_KINDS,
  type MidiRequest,
  type MidiResult,
  type SeparatedFile,
  type StemPart,
  type VocalSeparationRequest,
  type VocalSeparationResult,
} from '@troubadour/contract'
import type { NotatedGroup } from '../engines/ports/notator.js'
import type { TranscribedStem } from '../engines/ports/transcriber.js'
import { ObjectNotFoundError } from '../media/storage/object-store.js'
import { TaskError, type Task, type TaskRun, type Workflow } from '../tasks/types.js'
import type { WorkflowDeps } from './deps.js'
import { asJson, explainUnusable, putFile } from './music-task.js'
import { objectKeys } from './object-keys.js'
import { unpackScore } from './packed-score.js'
import { loadParentTrack } from './parent-track.js'
import { withScratch } from './scratch.js'

/** One audible file of a separation, and which notes belong to it. */
interface Stem {
  readonly file: SeparatedFile
  readonly name: string
  /** What it holds of a song of ours. */
  readonly parts: readonly StemPart[]
  /** Everything but the parts. */
  readonly isRest: boolean
  /** As what it is listened to. */
  readonly heardAs: TranscribedStem
}

/** The notes of a separated song: read off the score of a song of ours, heard in a recording from outside. */
export function createMidiWorkflow(deps: WorkflowDeps): Workflow {
  return {
    kind: TASK_KINDS.midi,
    lane: 'audio',
    run: async (run) => {
      const { task } = run
      const { separationTaskId, stemId } = task.request as unknown as MidiRequest
      const separation = await deps.findTask(task.accountId, separationTaskId)
      if (separation?.state !== 'succeeded') {
        throw new TaskError(500, `The separation ${separationTaskId} does not exist any more.`)
      }
      const stems = stemsOf(separation).filter(
        ({ file }) => file.key !== null && (stemId === undefined || file.id === stemId),
      )
      const { groups, midi } = await notesOf(deps, run, separation, stems, stemId === undefined)
      const file = await putFile(deps, objectKeys.midi(task), midi, 'audio/midi')
      const result: MidiResult = {
        instruments: groups.map(({ name, notes }) => ({
          name,
          notes: notes.map(({ pitchMidi, startSeconds, endSeconds, velocity }) => ({
            pitch: pitchMidi,
            start: startSeconds,
            end: endSeconds,
            velocity,
          })),
        })),
        key: file.key,
      }
      await run.commit({
        stage: 'complete',
        result: asJson(result),
        files: [file],
        callback: asJson(midiCallback(task.id, result, deps.urls)),
        outcome: 'succeeded',
      })
    },
    failureCallback: (task, failure) => asJson(midiFailureCallback(task.id, failure)),
  }
}

function stemsOf(separation: Task): Stem[] {
  const { mode, stemName } = separation.request as unknown as VocalSeparationRequest
  const { stems, pair } = separation.result as unknown as VocalSeparationResult
  if (pair && stemName !== undefined) {
    const parts: readonly StemPart[] = STEM_PARTS[stemName]
    return [
      { file: pair.extract, name: pair.name, parts, isRest: false, heardAs: parts[0]!.stem },
      { file: pair.remove, name: `No ${pair.name}`, parts, isRest: true, heardAs: 'instrumental' },
    ]
  }
  const voices: readonly StemPart[] = [{ stem: 'vocal' }, { stem: 'backingVocals' }]
  return stems.map(({ name, ...file }): Stem => {
    const isRest = name === 'instrumental'
    const parts = mode === 'vocals' || isRest ? voices : [{ stem: name }]
    return { file, name: STEM_GROUP_NAMES[name], parts, isRest, heardAs: name }
  })
}

async function notesOf(
  deps: WorkflowDeps,
  run: TaskRun,
  separation: Task,
  stems: readonly Stem[],
  isWholeSong: boolean,
): Promise<{ readonly groups: readonly NotatedGroup[]; readonly midi: Uint8Array }> {
  const { notator } = deps.engines
  const { source } = separation.request as unknown as VocalSeparationRequest
  if (source.kind === 'url') {
    const groups = await heardGroups(deps, run, stems)
    return { groups, midi: notator.notesFile(groups) }
  }
  const track = await loadParentTrack(deps, run.task, source)
  const score = await unpackScore(track.score)
  const groups = notator.read(score, stems)
  if (isWholeSong) return { groups, midi: notator.scoreFile(score) }
  const isRest = stems.some((stem) => stem.isRest)
  return {
    groups,
    midi: isRest
      ? notator.notesFile(groups)
      : notator.scoreFile(
          score,
          stems.flatMap(({ parts }) => parts),
        ),
  }
}

async function heardGroups(
  deps: WorkflowDeps,
  run: TaskRun,
  stems: readonly Stem[],
): Promise<NotatedGroup[]> {
  return withScratch(deps.scratchDir, async (folder) => {
    const groups: NotatedGroup[] = []
    for (const { file, name, heardAs } of stems) {
      const path = join(folder, `${file.id}.mp3`)
      await deps.store.download(file.key!, path).catch((error: unknown) => {
        throw error instanceof ObjectNotFoundError
          ? new TaskError(500, `The stem "${name}" has expired; separate the song again.`, { cause: error })
          : error
      })
      const notes = await deps.engines.transcriber
        .transcribe(path, heardAs, run.signal)
        .catch((error: unknown) => {
          throw explainUnusable(error, name)
        })
      groups.push({ name, notes, isDrums: heardAs === 'drums' || heardAs === 'percussion' })
      run.progress(groups.length / stems.length)
    }
    return groups
  })
}
