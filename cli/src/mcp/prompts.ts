import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { z } from 'zod'

/** Ready-made requests that people can pick in their assistant. */
export function addPrompts(server: McpServer): void {
  server.registerPrompt(
    'write_a_song',
    {
      title: 'Write a song',
      description: 'From an idea to two finished takes, with lyrics you can talk about first',
      argsSchema: {
        idea: z.string().describe('What the song is about'),
        style: z.string().optional().describe('How it should sound'),
      },
    },
    ({ idea, style }) =>
      message(
        `Write a song about: ${idea}.${style === undefined ? '' : ` Style: ${style}.`}\n` +
          'First call write_lyrics and show me the variants. When I have chosen or changed one, call make_song with ' +
          'those lyrics. Give me the links to both takes with length, tempo and key.',
      ),
  )
  server.registerPrompt(
    'rework_a_song',
    {
      title: 'Rework a song',
      description: 'Find what could be better in a finished track and change it',
      argsSchema: { track: z.string().describe('A track id, or "last"') },
    },
    ({ track }) =>
      message(
        `Look at the track ${track}: read its facts and lyrics, and call get_word_times. Propose up to three changes ` +
          '(a section made anew, another ending, a cover in another style), say which tool would do each, and wait for my choice.',
      ),
  )
}

function message(text: string) {
  return { messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] }
}
