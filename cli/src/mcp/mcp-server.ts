import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { CallToolResult, ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js'
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js'
import { z } from 'zod'
import type { Cli } from '../cli.js'
import { explain } from '../errors.js'
import { FILE_TOOLS } from './file-tools.js'
import { addPrompts } from './prompts.js'
import { addResources } from './resources.js'
import { SONG_TOOLS } from './song-tools.js'
import { TASK_TOOLS } from './task-tools.js'
import type { Tool, ToolContext } from './tool.js'
import { WORD_TOOLS } from './word-tools.js'

export const TOOLS: readonly Tool[] = [...SONG_TOOLS, ...WORD_TOOLS, ...FILE_TOOLS, ...TASK_TOOLS]

const INSTRUCTIONS = `Makes and edits songs with a Troubadour server, which composes scores and performs them.
A song has two takes; tools name a track as TASK_ID/AUDIO_ID. Songs take some tens of seconds: calls report progress, and a
call that is cancelled cancels its task. Show people the audio links; they play in a browser.`

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>

export interface McpOptions {
  readonly version: string
  /** What tools work with during one call, whose signal it carries. */
  readonly cliFor: (extra: { readonly signal: AbortSignal }) => Cli
  /** Whether clients may have files of this machine read: only those that run here. */
  readonly mayReadFiles: boolean
}

/** An MCP server with all tools, resources and prompts, to be connected to a transport. */
export function createMcpServer({ version, cliFor, mayReadFiles }: McpOptions): McpServer {
  const server = new McpServer(
    { name: 'troubadour', title: 'Troubadour', version },
    { instructions: INSTRUCTIONS },
  )
  for (const tool of TOOLS) {
    const { name, title, description, annotations } = tool
    server.registerTool(
      name,
      { title, description, inputSchema: z.object(tool.input), annotations },
      async (input: unknown, extra: Extra) =>
        call(tool, input, { cli: cliFor(extra), mayReadFiles, report: progressReporter(extra) }),
    )
  }
  addResources(server, cliFor)
  addPrompts(server)
  return server
}

/** Failures are answers too: a model can read them and do something else. */
async function call(tool: Tool, input: unknown, context: ToolContext): Promise<CallToolResult> {
  try {
    return await tool.run(input as never, context)
  } catch (error) {
    const explanation = explain(error)
    const message = explanation?.message ?? (error instanceof Error ? error.message : String(error))
    const hint = explanation?.hint === undefined ? '' : `\nWhat to do: ${explanation.hint}`
    const code = explanation?.code === undefined ? '' : ` (code ${explanation.code})`
    return {
      isError: true,
      content: [{ type: 'text', text: `${tool.name} failed${code}: ${message}${hint}` }],
    }
  }
}

/** Progress must grow with every message; what would not is left out. */
function progressReporter(extra: Extra): ToolContext['report'] {
  const progressToken = extra._meta?.progressToken
  if (progressToken === undefined) return () => undefined
  let last = -1
  return (progress, message) => {
    if (progress <= last) return
    last = progress
    const params = { progressToken, progress, total: 1, message }
    // A client that has gone away needs no progress.
    extra.sendNotification({ method: 'notifications/progress', params }).catch(() => undefined)
  }
}
