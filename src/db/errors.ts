/** Whether the transaction was rolled back for a reason that another attempt can avoid (serialisation, deadlock). */
export function isRollbackWorthRetrying(error: unknown): boolean {
  const code = sqlState(error)
  return code === '40001' || code === '40P01'
}

/**
 * Whether the connection was refused or lost, so that nothing is known about a statement that was under way. Class 08 is
 * "connection exception", 57P01 … 57P05 "the server is stopping, has crashed or is starting"; 25P03 ends a connection that was
 * silent within a transaction.
 */
export function isConnectionError(error: unknown): boolean {
  const code = sqlState(error)
  if (code !== undefined && (code.startsWith('08') || code === '25P03' || /^57P0\d$/.test(code))) return true
  if (code !== undefined && /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/.test(code))
    return true
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    )
  )
}

/** Whether a unique index refused the row; `constraint` narrows it to one index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    sqlState(error) === '23505' &&
    (constraint === undefined || (error as { constraint?: string }).constraint === constraint)
  )
}

function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}
