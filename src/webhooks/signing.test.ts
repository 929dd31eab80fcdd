import { describe, expect, it } from 'vitest'
import { signatureHeaders, signingKeysFrom } from './signing.js'

const message = { id: 'evt_1', taskId: 'abc', body: '{"ü":1}', timestampSeconds: 1769670760 }

describe('signing', () => {
  it('signs task id and time as the vendor documents it', () => {
    // printf 'abc.1769670760' | openssl dgst -sha256 -hmac 'my key' -binary | base64
    const headers = signatureHeaders(message, { hmacKey: 'my key', secrets: [] })
    expect(headers).toEqual({
      'X-Webhook-Timestamp': '1769670760',
      'X-Webhook-Signature': 'fUathoDhCcgwhLZxjgv1WLLtAyE+K2ejQiI0eJLns44=',
      'webhook-id': 'evt_1',
      'webhook-timestamp': '1769670760',
    })
  })

  it('signs id, time and body by Standard Webhooks', () => {
    // printf 'evt_1.1769670760.{"ü":1}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102030405 -binary | base64
    const headers = signatureHeaders(message, { secrets: ['whsec_AAECAwQF'] })
    expect(headers['webhook-signature']).toBe('v1,4kX1nBAvS5Mrd9cdVEz52VR6S4TaoNzuYyAgDwEeSyg=')
    expect(headers).not.toHaveProperty('X-Webhook-Signature')
  })

  it('signs with each secret while one replaces the other', () => {
    const one = signatureHeaders(message, { secrets: ['whsec_AAECAwQF'] })['webhook-signature']
    const other = signatureHeaders(message, { secrets: ['whsec_AQID'] })['webhook-signature']
    const both = signatureHeaders(message, { secrets: ['whsec_AAECAwQF', 'whsec_AQID'] })
    expect(both['webhook-signature']).toBe(`${one} ${other}`)
  })

  it('sends no signature without a key', () => {
    expect(Object.keys(signatureHeaders(message, signingKeysFrom(undefined)))).toEqual([
      'webhook-id',
      'webhook-timestamp',
    ])
  })

  it('makes both kinds of keys of the configured one', () => {
    expect(signingKeysFrom('plain key')).toEqual({ hmacKey: 'plain key', secrets: ['whsec_cGxhaW4ga2V5'] })
    expect(signingKeysFrom('whsec_!')).toEqual({ hmacKey: 'whsec_!', secrets: ['whsec_d2hzZWNfIQ=='] })
    expect(signingKeysFrom('whsec_AQID')).toEqual({ hmacKey: 'whsec_AQID', secrets: ['whsec_AQID'] })
  })

  it.each(['secret', 'whsec_', 'whsec_not base64!'])('refuses the secret %j without showing it', (secret) => {
    expect(() => signatureHeaders(message, { secrets: [secret] })).toThrow(
      'webhook secret: expected "whsec_" followed by base64',
    )
  })
})
