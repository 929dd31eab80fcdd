/** The part of a logger that is used here; a pino logger fits. */
export interface TaskLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}
