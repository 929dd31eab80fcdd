/** A request partly honoured: what could not be done and what was done instead. */
export interface EngineWarning {
  readonly code: string
  readonly message: string
}
