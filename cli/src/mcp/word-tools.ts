import { z } from 'zod'
import { findTrack } from '../references.js'
import { track, waitSeconds } from './inputs.js'
import { sourceUrl } from './sources.js'
import { finish } from './task-results.js'
import { answer, defineTool, READ_ONLY, type Tool } from './tool.js'

const LANGUAGES = ['en', 'zh', 'es', 'fr', 'pt', 'de', 'ja', 'ko', 'hi', 'ru'] as const
const SKILLS = ['beginner', 'intermediate', 'advanced', 'professional'] as const

/** Lyrics, styles and singers. */
export const WORD_TOOLS: readonly Tool[] = [
  defineTool({
    name: 'write_lyrics',
    title: 'Write lyrics',
    description: 'Two or three different lyrics with section tags, to be given to make_song.',
    input: {
      prompt: z.string().max(5000).describe('What they are about: at most 200 words'),
      wait_seconds: waitSeconds,
    },
    async run({ prompt, wait_seconds }, context) {
      const { cli } = context
      const task = await cli.client().lyrics({ prompt }, { signal: cli.signal })
      return finish(context, task, wait_seconds, ({ response }) => {
        const variants = (response?.data ?? []).map(({ title, text }) => ({ title, lyrics: text }))
        const text = variants.map(({ title, lyrics }) => `# ${title}\n\n${lyrics}`).join('\n\n')
        return answer(text, { task_id: task.taskId, status: 'done', variants })
      })
    },
  }),
  defineTool({
    name: 'improve_style',
    title: 'Write a style out',
    description: 'A few style words written out into a full style, to be given to make_song.',
    input: { words: z.string().max(1000).describe('Such as "lofi, rainy"') },
    async run({ words }, { cli }) {
      const { result } = await cli.client().boostStyle({ content: words }, { signal: cli.signal })
      return answer(result, { style: result })
    },
  }),
  defineTool({
    name: 'get_word_times',
    title: 'When each word is sung',
    description:
      'The words of a track with the seconds at which they begin and end; exact for songs made here.',
    input: { track },
    annotations: READ_ONLY,
    async run({ track: text }, { cli }) {
      const { taskId, audioId } = await findTrack(cli, text)
      const { alignedWords } = await cli
        .client()
        .timestampedLyrics({ taskId, audioId }, { signal: cli.signal })
      const words = alignedWords.map(({ word, startS, endS }) => ({ word, start: startS, end: endS }))
      const lines = words.map(
        ({ word, start, end }) => `${start.toFixed(2)}-${end.toFixed(2)} ${word.trim()}`,
      )
      return answer(lines.join('\n'), { words })
    },
  }),
  defineTool({
    name: 'create_persona',
    title: 'Keep a singer',
    description: 'Keeps the singer and style of a track; its id is the persona_id of later songs.',
    input: {
      track,
      name: z.string().max(200).describe('What the persona is called'),
      description: z.string().max(3000).describe('What is special about it'),
    },
    async run({ track: text, name, description }, { cli }) {
      const { taskId, audioId } = await findTrack(cli, text)
      const persona = await cli
        .client()
        .persona({ taskId, audioId, name, description }, { signal: cli.signal })
      return answer(`persona_id: ${persona.personaId}`, { persona_id: persona.personaId, name })
    },
  }),
  defineTool({
    name: 'voice_phrase',
    title: 'First step of a voice of one’s own',
    description:
      'Listens to a recording of a voice and answers with a phrase. The person reads or sings it in a second recording, which create_voice takes. With again_task_id: another phrase for an earlier recording.',
    input: {
      recording: z
        .string()
        .optional()
        .describe('http(s) URL, or a local path, of a recording in which the voice is heard'),
      from_seconds: z.number().int().min(0).default(0).describe('Where the voice begins'),
      to_seconds: z.number().int().min(1).default(30).describe('Where it ends'),
      language: z.enum(LANGUAGES).default('en').describe('Language of the phrase'),
      again_task_id: z.string().optional().describe('Task of an earlier phrase, instead of a recording'),
      wait_seconds: waitSeconds,
    },
    async run({ recording, from_seconds, to_seconds, language, again_task_id, wait_seconds }, context) {
      const { cli } = context
      const client = cli.client()
      const { signal } = cli
      const body = { vocalStartS: from_seconds, vocalEndS: to_seconds, language }
      const task =
        again_task_id !== undefined
          ? await client.voicePhraseAgain({ taskId: again_task_id }, { signal })
          : await client.voicePhrase(
              { ...body, voiceUrl: await sourceUrl(context, recording ?? '') },
              { signal },
            )
      return finish(
        context,
        { operation: 'voicePhrase', taskId: task.taskId },
        wait_seconds,
        ({ validateInfo }) =>
          answer(`Phrase to record: ${validateInfo}\nTask for create_voice: ${task.taskId}`, {
            task_id: task.taskId,
            status: 'done',
            phrase: validateInfo,
          }),
      )
    },
  }),
  defineTool({
    name: 'create_voice',
    title: 'Second step of a voice of one’s own',
    description:
      'Makes a singer after the recording of the phrase from voice_phrase; its id is the persona_id of later songs.',
    input: {
      phrase_task_id: z.string().describe('The task of voice_phrase'),
      recording: z.string().describe('http(s) URL, or a local path, of a recording of the phrase'),
      name: z.string().max(200).optional().describe('What the voice is called'),
      description: z.string().max(3000).optional(),
      skill: z.enum(SKILLS).default('beginner').describe('How steadily it sings'),
      wait_seconds: waitSeconds,
    },
    async run({ phrase_task_id, recording, name, description, skill, wait_seconds }, context) {
      const { cli } = context
      const body = {
        taskId: phrase_task_id,
        verifyUrl: await sourceUrl(context, recording),
        voiceName: name,
        description,
        singerSkillLevel: skill,
      }
      const task = await cli.client().voice(body, { signal: cli.signal })
      return finish(context, task, wait_seconds, ({ voiceId }) =>
        answer(`persona_id: ${voiceId}`, { task_id: task.taskId, status: 'done', persona_id: voiceId }),
      )
    },
  }),
  defineTool({
    name: 'check_voice',
    title: 'Whether a voice can be used',
    description: 'Whether the voice that a task of create_voice made is there to sing.',
    input: { task_id: z.string().describe('The task of create_voice') },
    annotations: READ_ONLY,
    async run({ task_id }, { cli }) {
      const isAvailable = await cli.client().isVoiceAvailable({ task_id }, { signal: cli.signal })
      return answer(isAvailable ? 'The voice can be used.' : 'The voice cannot be used.', {
        available: isAvailable,
      })
    },
  }),
]
