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
      const { separationTaskId, stemId, quantize = false } = task.request as unknown as MidiRequest
      const separation = await deps.findTask(task.accountId, separationTaskId)
      if (separation?.state !== 'succeeded') {
        throw new TaskError(500, `The separation ${separationTaskId} does not exist any more.`)
      }
      const audible = stemsOf(separation).filter(({ file }) => file.key !== null)
      const { groups, midi } = await notesOf(deps, run, separation, {
        audible,
        stems: audible.filter(({ file }) => stemId === undefined || file.id === stemId),
        isWholeSong: stemId === undefined,
        isQuantised: quantize,
      })
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

/** What of a separation is written down, and how. */
interface Wanted {
  /** All stems that sound: together they are the recording. */
  readonly audible: readonly Stem[]
  /** Those to be written down. */
  readonly stems: readonly Stem[]
  readonly isWholeSong: boolean
  /** On the lines of the beats instead of as played. */
  readonly isQuantised: boolean
}

interface Written {
  readonly groups: readonly NotatedGroup[]
  readonly midi: Uint8Array
}

async function notesOf(deps: WorkflowDeps, run: TaskRun, separation: Task, wanted: Wanted): Promise<Written> {
  const { notator } = deps.engines
  const { source } = separation.request as unknown as VocalSeparationRequest
  if (source.kind === 'url') return heardNotes(deps, run, wanted)
  const { stems, isWholeSong, isQuantised } = wanted
  const track = await loadParentTrack(deps, run.task, source)
  const played = await unpackScore(track.score)
  const score = isQuantised ? notator.asWritten(played) : played
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

/** Listens to the stems of a recording, and to all of them together where beats are asked for. */
async function heardNotes(
  deps: WorkflowDeps,
  run: TaskRun,
  { audible, stems, isQuantised }: Wanted,
): Promise<Written> {
  const { notator, transcriber } = deps.engines
  return withScratch(deps.scratchDir, async (folder) => {
    const pathOf = ({ file }: Stem) => join(folder, `${file.id}.mp3`)
    for (const stem of isQuantised ? audible : stems) await download(deps, stem, pathOf(stem))
    const groups: NotatedGroup[] = []
    const steps = stems.length + (isQuantised ? 1 : 0)
    for (const stem of stems) {
      const { name, parts, isRest, heardAs } = stem
      const { notes, program } = await transcriber
        .transcribe(pathOf(stem), heardAs, run.signal)
        .catch((error: unknown) => {
          throw explainUnusable(error, name)
        })
      const instrument = isRest ? undefined : parts[0]?.instruments?.[0]
      groups.push({
        name,
        notes,
        program,
        isDrums: heardAs === 'drums' || heardAs === 'percussion',
        ...(instrument === undefined ? {} : { instrument }),
      })
      run.progress(groups.length / steps)
    }
    // Where nothing is heard there are no beats either.
    if (!isQuantised || groups.every(({ notes }) => notes.length === 0)) {
      return { groups, midi: notator.notesFile(groups) }
    }
    const heard = await transcriber.hearTogether(audible.map(pathOf), run.signal).catch((error: unknown) => {
      throw explainUnusable(error, 'taskId')
    })
    run.progress(1)
    const quantised = notator.quantise(groups, heard)
    return { groups: quantised, midi: notator.notesFile(quantised, heard) }
  })
}

async function download(deps: WorkflowDeps, { file, name }: Stem, path: string): Promise<void> {
  await deps.store.download(file.key!, path).catch((error: unknown) => {
    throw error instanceof ObjectNotFoundError
      ? new TaskError(500, `The stem "${name}" has expired; separate the song again.`, { cause: error })
      : error
  })
}
