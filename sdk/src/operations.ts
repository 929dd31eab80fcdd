import type {
  AddInstrumentalBody,
  AddVocalsBody,
  CoverImagesBody,
  CoverImagesRecord,
  ExtendBody,
  GenerateBody,
  LyricsBody,
  LyricsRecord,
  MashupBody,
  MidiBody,
  MidiRecord,
  MusicRecord,
  RecoveryBody,
  RecoveryRecord,
  ReplaceSectionBody,
  SoundsBody,
  UploadCoverBody,
  UploadExtendBody,
  VideoBody,
  VideoRecord,
  VocalSeparationBody,
  VocalSeparationRecord,
  VoiceBody,
  VoicePhraseBody,
  VoicePhraseRecord,
  VoiceRecord,
  VoiceRegenerateBody,
  WavBody,
  WavRecord,
} from '@troubadour/contract'
import type { Answer } from './transport.js'
import type { Outcome } from './waiting.js'

/** A recovery's songs; the state is told by the answer's code. */
export type RecoveredSongs = NonNullable<RecoveryRecord['data']>

/** Operations that make a task: what is sent, and the record that is waited for. */
export interface Operations {
  /** Two songs from a description or from lyrics. */
  generate: { body: GenerateBody; record: MusicRecord }
  /** A song goes on. */
  extend: { body: ExtendBody; record: MusicRecord }
  /** A recording in another style, its tune kept. */
  uploadCover: { body: UploadCoverBody; record: MusicRecord }
  /** A recording goes on. */
  uploadExtend: { body: UploadExtendBody; record: MusicRecord }
  /** A band under a recording of a voice. */
  addInstrumental: { body: AddInstrumentalBody; record: MusicRecord }
  /** A voice over a recording of a band. */
  addVocals: { body: AddVocalsBody; record: MusicRecord }
  /** A part of a song made anew. */
  replaceSection: { body: ReplaceSectionBody; record: MusicRecord }
  /** Two recordings in one song. */
  mashup: { body: MashupBody; record: MusicRecord }
  /** Loops and sound effects. */
  sounds: { body: SoundsBody; record: MusicRecord }
  /** Two or three lyrics. */
  lyrics: { body: LyricsBody; record: LyricsRecord }
  /** A track as a WAV file. */
  wav: { body: WavBody; record: WavRecord }
  /** A track or recording taken apart. */
  separate: { body: VocalSeparationBody; record: VocalSeparationRecord }
  /** The notes of a separated song. */
  midi: { body: MidiBody; record: MidiRecord }
  /** A track as a music video. */
  video: { body: VideoBody; record: VideoRecord }
  /** Two pictures for a song. */
  coverImages: { body: CoverImagesBody; record: CoverImagesRecord }
  /** Working links for an old song. */
  recover: { body: RecoveryBody; record: RecoveredSongs }
  /** A phrase to be sung, to prove a voice. */
  voicePhrase: { body: VoicePhraseBody; record: VoicePhraseRecord }
  /** Another phrase. */
  voicePhraseAgain: { body: VoiceRegenerateBody; record: VoicePhraseRecord }
  /** A voice of one's own, from a recording of the phrase. */
  voice: { body: VoiceBody; record: VoiceRecord }
}

export type OperationName = keyof Operations

/** Where an operation is submitted and how its record is read. */
export interface Route {
  readonly submit: string
  /** Ends in the query that takes the task's id. */
  readonly record: string
  /** Codes of the record's answer that are no refusals. */
  readonly codes: readonly number[]
  /** Whether the server insists on a callback URL. */
  readonly insistsOnCallback: boolean
  outcomeOf(answer: Answer): Outcome
}

interface FailureFields {
  readonly status?: string
  readonly successFlag?: string | number
  readonly errorCode?: number | string | null
  readonly errorMessage?: string | null
}

function failed(status: string | number, { errorCode, errorMessage }: FailureFields): Outcome {
  const code = errorCode === null || errorCode === undefined ? null : Number(errorCode)
  return { status: String(status), code, message: errorMessage ?? null }
}

/** Music and lyrics say `status`, files and stems `successFlag`, both in words. */
function wordOutcome({ data }: Answer): Outcome {
  const fields = data as FailureFields
  const word = String(fields.status ?? fields.successFlag ?? '')
  if (word === 'SUCCESS') return 'done'
  return /FAIL|ERROR|EXCEPTION/.test(word) ? failed(word, fields) : 'pending'
}

/** `failures`: the values of `successFlag` that mean failure; 1 is success. */
function flagOutcome(failures: readonly number[]): Route['outcomeOf'] {
  return ({ data }) => {
    const fields = data as FailureFields
    const flag = Number(fields.successFlag)
    if (flag === 1) return 'done'
    return failures.includes(flag) ? failed(flag, fields) : 'pending'
  }
}

function voiceOutcome(done: string): Route['outcomeOf'] {
  return ({ data }) => {
    const fields = data as FailureFields
    const status = fields.status ?? ''
    if (status === done) return 'done'
    return status.includes('fail') ? failed(status, fields) : 'pending'
  }
}

function recoveryOutcome({ code, msg }: Answer): Outcome {
  if (code === 200) return 'done'
  return code === 201 ? 'pending' : { status: 'failed', code, message: msg }
}

const route = (
  submit: string,
  record: string,
  outcomeOf: Route['outcomeOf'] = wordOutcome,
  more: Partial<Route> = {},
): Route => ({ submit, record, outcomeOf, codes: [200], insistsOnCallback: true, ...more })

const MUSIC = '/api/v1/generate/record-info?taskId='
const PHRASE = '/api/v1/voice/validate-info?taskId='
const OPTIONAL = { insistsOnCallback: false }

export const ROUTES: Readonly<Record<OperationName, Route>> = {
  generate: route('/api/v1/generate', MUSIC),
  extend: route('/api/v1/generate/extend', MUSIC),
  uploadCover: route('/api/v1/generate/upload-cover', MUSIC),
  uploadExtend: route('/api/v1/generate/upload-extend', MUSIC),
  addInstrumental: route('/api/v1/generate/add-instrumental', MUSIC),
  addVocals: route('/api/v1/generate/add-vocals', MUSIC),
  replaceSection: route('/api/v1/generate/replace-section', MUSIC, wordOutcome, OPTIONAL),
  mashup: route('/api/v1/generate/mashup', MUSIC),
  sounds: route('/api/v1/generate/sounds', MUSIC, wordOutcome, OPTIONAL),
  lyrics: route('/api/v1/lyrics', '/api/v1/lyrics/record-info?taskId='),
  wav: route('/api/v1/wav/generate', '/api/v1/wav/record-info?taskId='),
  separate: route('/api/v1/vocal-removal/generate', '/api/v1/vocal-removal/record-info?taskId='),
  midi: route('/api/v1/midi/generate', '/api/v1/midi/record-info?taskId=', flagOutcome([2, 3])),
  video: route('/api/v1/mp4/generate', '/api/v1/mp4/record-info?taskId='),
  coverImages: route(
    '/api/v1/suno/cover/generate',
    '/api/v1/suno/cover/record-info?taskId=',
    flagOutcome([3]),
    OPTIONAL,
  ),
  recover: route('/api/v1/suno/recovery', '/api/v1/suno/recovery/record-info?task_id=', recoveryOutcome, {
    insistsOnCallback: false,
    codes: [200, 201, 500],
  }),
  voicePhrase: route('/api/v1/voice/validate', PHRASE, voiceOutcome('wait_validating'), OPTIONAL),
  voicePhraseAgain: route('/api/v1/voice/regenerate', PHRASE, voiceOutcome('wait_validating'), OPTIONAL),
  voice: route(
    '/api/v1/voice/generate',
    '/api/v1/voice/record-info?taskId=',
    voiceOutcome('success'),
    OPTIONAL,
  ),
}
