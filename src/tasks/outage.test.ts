import { writeFile } from 'node:fs/promises'
import { S3ServiceException } from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { isOutage } from './outage.js'

const s3Error = (name: string, httpStatusCode: number) =>
  new S3ServiceException({ name, $fault: 'server', message: name, $metadata: { httpStatusCode } })

describe('an outage', () => {
  it('is a full disk, also as the cause of another error', async () => {
    // /dev/full is a disk that is always full.
    const error = await writeFile('/dev/full', 'x').catch((cause: unknown) => cause)
    expect(isOutage(error)).toBe(true)
    expect(isOutage(new Error('the song could not be written', { cause: error }))).toBe(true)
  })

  it('is an object store that fails or asks to slow down', () => {
    expect(isOutage(s3Error('SlowDown', 503))).toBe(true)
    expect(isOutage(s3Error('InternalError', 500))).toBe(true)
    expect(isOutage(s3Error('TooManyRequests', 429))).toBe(true)
  })

  it('is nothing that would be the same the next time', () => {
    expect(isOutage(s3Error('AccessDenied', 403))).toBe(false)
    expect(isOutage(new TypeError('not a function'))).toBe(false)
    expect(isOutage(Object.assign(new Error('no such file'), { code: 'ENOENT' }))).toBe(false)
    expect(isOutage('thrown text')).toBe(false)
    expect(isOutage(undefined)).toBe(false)
  })
})
