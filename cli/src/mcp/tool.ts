import type { CallToolResult, ContentBlock, ToolAnnotations } from '@modelcontextprotocol/sdk/types.js'
import type { z } from 'zod'
import type { Cli } from '../cli.js'

/** What a tool works with while it answers one call. */
export interface ToolContext {
  /** Its signal is aborted when the client cancels the call. */
  readonly cli: Cli
  /** Whether paths of this machine may be read: only for clients that run here. */
  readonly mayReadFiles: boolean
  /** Tells the client how far the call is, 0 … 1, if it wants to know. */
  readonly report: (progress: number, message: string) => void
}

/** One tool: what a model reads about it, and what it does. */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: z.ZodRawShape
  readonly annotations: ToolAnnotations
  readonly run: (input: never, context: ToolContext) => Promise<CallToolResult>
}

/** Keeps the types of input and `run` together. */
export function defineTool<Shape extends z.ZodRawShape>(tool: {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: Shape
  /** Default: makes something new, touches nothing that exists. */
  readonly annotations?: ToolAnnotations
  readonly run: (input: z.output<z.ZodObject<Shape>>, context: ToolContext) => Promise<CallToolResult>
}): Tool {
  return {
    ...tool,
    annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false, ...tool.annotations },
    run: tool.run,
  }
}

/** Of tools that only look. */
export const READ_ONLY: ToolAnnotations = { readOnlyHint: true, idempotentHint: true }

/** An answer as text for the model and as data for programs. */
export function answer(
  text: string,
  data: Record<string, unknown>,
  links: readonly ContentBlock[] = [],
): CallToolResult {
  return { content: [{ type: 'text', text }, ...links], structuredContent: data }
}
