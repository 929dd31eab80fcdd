/** Codes by which the vendors' servers refuse (contract section 2). */
export interface Dialect {
  readonly name: 'kie' | 'sunoapi'
  readonly missing: number
  readonly invalid: number
  readonly tooLong: number
  readonly unknownRecord: number
  readonly rateLimited: number
}

export const DIALECTS: Readonly<Record<Dialect['name'], Dialect>> = {
  kie: { name: 'kie', missing: 422, invalid: 422, tooLong: 422, unknownRecord: 422, rateLimited: 429 },
  sunoapi: {
    name: 'sunoapi',
    missing: 422,
    invalid: 400,
    tooLong: 413,
    unknownRecord: 422,
    rateLimited: 430,
  },
}
