/** How a command ends, for scripts. */
export const EXIT = {
  ok: 0,
  /** Something unforeseen, or a check that found a problem. */
  failure: 1,
  /** The command line, a file or a setting cannot be used. */
  usage: 2,
  /** There is no answer from the server. */
  unreachable: 3,
  /** The server refused the request: key, credits, limits, or what was asked for. */
  refused: 4,
  /** The task ended in failure or was cancelled. */
  taskFailed: 5,
  /** The task was not done in the time given; it goes on. */
  timeout: 6,
  /** Interrupted with Ctrl+C. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** For the end of `troubadour --help`. */
export const EXIT_CODE_HELP = `Exit codes:
  0  done                        4  refused by the server
  1  unforeseen, or a check      5  the task failed or was cancelled
     found a problem             6  not done in the time given
  2  wrong command line, file    130  interrupted
     or setting
  3  no answer from the server`
