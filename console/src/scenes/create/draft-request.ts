import type { PersonaData } from '@troubadour/contract'
import type { SubmittedTask, TroubadourClient } from '@troubadour/sdk'
import type { Draft, SourceUse } from './draft.js'

/** What the server bills a draft under. */
export function kindOf(draft: Draft): string {
  const kinds: Readonly<Record<SourceUse, string>> = {
    cover: 'upload-cover',
    extend: 'upload-extend',
    'add-vocals': 'add-vocals',
    'add-instrumental': 'add-instrumental',
  }
  return draft.source && draft.mode === 'custom' ? kinds[draft.source.use] : 'generate'
}

/** Why a draft cannot be made into a song yet; undefined when it can. */
export function missingOf(draft: Draft): string | undefined {
  if (draft.mode === 'simple') return draft.idea.trim() === '' ? 'Describe the song first' : undefined
  const use = draft.source?.use
  const needsWords =
    use === 'add-vocals' || (!draft.isInstrumental && use !== 'add-instrumental' && use !== 'extend')
  if (needsWords && draft.lyrics.trim() === '') return 'Write lyrics, or choose Instrumental'
  if (draft.style.length === 0) return 'Name a style'
  if (draft.seed !== '' && !isWithin(draft.seed, 0, 2_147_483_647)) return 'The seed is a whole number'
  if (draft.bpm !== '' && !isWithin(draft.bpm, 20, 300)) return 'The tempo is 20 to 300 BPM'
  return undefined
}

function isWithin(text: string, low: number, high: number): boolean {
  const value = Number(text)
  return text.trim() !== '' && value >= low && value <= high
}

/** Submits a draft. The server's newest model has the widest limits; one engine performs them all. */
export function submitDraft(
  client: TroubadourClient,
  draft: Draft,
  persona: PersonaData | undefined,
): Promise<SubmittedTask> {
  const model = 'V6'
  if (draft.mode === 'simple') {
    return client.generate({
      model,
      customMode: false,
      prompt: draft.idea.trim(),
      instrumental: draft.isInstrumental,
      ...extras(draft),
    })
  }
  const { source } = draft
  const style = draft.style.join(', ')
  const title = draft.title.trim()
  const wishes = {
    style,
    ...(draft.exclude.length > 0 && { negativeTags: draft.exclude.join(', ') }),
    ...(draft.gender !== 'any' && !draft.isInstrumental && { vocalGender: draft.gender }),
    ...(draft.styleWeight !== null && { styleWeight: draft.styleWeight }),
    ...(draft.weirdness !== null && { weirdnessConstraint: draft.weirdness }),
    ...(source && draft.audioWeight !== null && { audioWeight: draft.audioWeight }),
    ...extras(draft),
  }
  const song = {
    ...wishes,
    model,
    customMode: true,
    instrumental: draft.isInstrumental,
    ...(title !== '' && { title }),
    ...(!draft.isInstrumental && { prompt: draft.lyrics }),
    ...(draft.durationSeconds !== null && { duration: draft.durationSeconds }),
    ...(persona && {
      personaId: persona.personaId,
      personaModel: persona.kind === 'voice' ? ('voice_persona' as const) : ('style_persona' as const),
    }),
  } as const
  if (!source) return client.generate(song)
  const uploadUrl = source.url
  // These two insist on a title and on something to avoid.
  const insisted = {
    title: title || source.name,
    negativeTags: draft.exclude.join(', ') || 'noise',
  }
  switch (source.use) {
    case 'cover':
      return client.uploadCover({ ...song, uploadUrl })
    case 'extend':
      return client.uploadExtend({
        ...wishes,
        uploadUrl,
        model,
        defaultParamFlag: true,
        instrumental: draft.isInstrumental,
        title: title || source.name,
        ...(!draft.isInstrumental && draft.lyrics.trim() !== '' && { prompt: draft.lyrics }),
        ...(draft.continueAt !== '' && { continueAt: Number(draft.continueAt) }),
      })
    case 'add-vocals':
      return client.addVocals({ ...wishes, ...insisted, uploadUrl, prompt: draft.lyrics })
    case 'add-instrumental':
      return client.addInstrumental({ ...wishes, ...insisted, uploadUrl, tags: style })
  }
}

function extras({ seed, bpm, key }: Draft) {
  const troubadour = {
    ...(seed !== '' && { seed: Number(seed) }),
    ...(bpm !== '' && { bpm: Number(bpm) }),
    ...(key !== '' && { key }),
  }
  return Object.keys(troubadour).length > 0 ? { troubadour } : {}
}

/** The draft that a generate request was sent from, as far as requests tell. Throws SyntaxError for what is no JSON. */
export function draftOfParam(param: string, seed: number): Partial<Draft> {
  const body = JSON.parse(param) as Record<string, unknown>
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '')
  const number = (name: string) => (typeof body[name] === 'number' ? body[name] : null)
  const words = (value: string) =>
    value
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean)
  const isCustom = body['customMode'] !== false || text('style') !== ''
  const wishes = (body['troubadour'] ?? {}) as { readonly bpm?: number; readonly key?: string }
  return {
    mode: isCustom ? 'custom' : 'simple',
    ...(isCustom ? { lyrics: text('lyrics') || text('prompt') } : { idea: text('prompt') }),
    title: text('title'),
    style: words(text('style') || text('tags')),
    exclude: words(text('negativeTags')),
    isInstrumental: body['instrumental'] === true,
    gender: text('vocalGender') === 'f' ? 'f' : text('vocalGender') === 'm' ? 'm' : 'any',
    styleWeight: number('styleWeight'),
    weirdness: number('weirdnessConstraint'),
    durationSeconds: number('duration'),
    seed: String(seed),
    bpm: wishes.bpm === undefined ? '' : String(wishes.bpm),
    key: wishes.key ?? '',
    source: null,
  }
}
