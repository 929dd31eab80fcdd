import { describe, expect, it } from 'vitest'
import { ConfigError, describeConfig, loadConfig } from './config.js'

describe('loadConfig', () => {
  it('works with an empty environment', () => {
    const config = loadConfig({})
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: undefined,
      databaseUrl: undefined,
      s3: undefined,
      apiKeys: [],
      role: 'all',
      dialect: 'kie',
      allowPrivateUrls: true,
      callbackRetryDelaysMs: [1000, 5000, 25_000],
      retentionDays: 14,
      logLevel: 'info',
      minFreeDiskBytes: 512_000_000,
      warmUp: true,
      mirrorStatus: false,
      sandboxOpen: true,
    })
    expect(config.renderThreads).toBeGreaterThan(0)
    expect(config.dataDir.endsWith('/data')).toBe(true)
  })

  it('is frozen', () => {
    expect(Object.isFrozen(loadConfig({}))).toBe(true)
  })

  it('forbids private addresses as soon as others can reach the server, unless told otherwise', () => {
    expect(loadConfig({ HOST: '0.0.0.0' }).allowPrivateUrls).toBe(false)
    expect(loadConfig({ HOST: '127.0.0.2' }).allowPrivateUrls).toBe(true)
    expect(loadConfig({ HOST: '::1' }).allowPrivateUrls).toBe(true)
    expect(loadConfig({ HOST: '0.0.0.0', ALLOW_PRIVATE_URLS: 'true' }).allowPrivateUrls).toBe(true)
    expect(loadConfig({ ALLOW_PRIVATE_URLS: '0' }).allowPrivateUrls).toBe(false)
  })

  it('opens the sandbox to everybody only where nobody else can reach the server, unless told otherwise', () => {
    expect(loadConfig({ HOST: '0.0.0.0' }).sandboxOpen).toBe(false)
    expect(loadConfig({ HOST: '0.0.0.0', SANDBOX_OPEN: 'true' }).sandboxOpen).toBe(true)
    expect(loadConfig({ SANDBOX_OPEN: 'false' }).sandboxOpen).toBe(false)
  })

  it.each([
    [{ PORT: '70000' }, 'PORT is "70000"; allowed: whole numbers from 0 to 65535'],
    [{ PORT: '3e3' }, 'PORT is "3e3"'],
    [{ ROLE: 'server' }, 'ROLE is "server"; allowed: all, api, worker'],
    [{ ALLOW_PRIVATE_URLS: 'maybe' }, 'ALLOW_PRIVATE_URLS is "maybe"; allowed: true, 1, false, 0'],
    [{ DATABASE_URL: 'mysql://a:secret@b/c' }, 'DATABASE_URL is a mysql: URL'],
    [{ PUBLIC_URL: 'example.org' }, 'PUBLIC_URL is not a URL'],
    [{ CALLBACK_RETRY_DELAYS: '1000,soon' }, 'CALLBACK_RETRY_DELAYS is "soon"'],
    [{ S3_ENDPOINT: 'http://127.0.0.1:9000' }, 'S3_BUCKET is empty'],
    [{ S3_BUCKET: 'songs' }, 'S3_ACCESS_KEY_ID is empty'],
    [{ PRICES: 'generate=12' }, 'PRICES is not JSON; allowed: an object such as {"generate": 12}'],
    [{ PRICES: '[12]' }, 'PRICES is [12]; allowed: an object'],
    [{ PRICES: '{"generate":-1}' }, 'PRICES is an object whose "generate" is -1; allowed: numbers from 0'],
    [{ PRICES: '{"wav":0.001}' }, 'PRICES is an object whose "wav" is 0.001'],
    [{ TRUSTED_PROXIES: '10.0.0.0/8, proxy' }, 'TRUSTED_PROXIES is "proxy"; allowed: addresses and ranges'],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, 'TRUSTED_PROXIES is "10.0.0.0/33"'],
    [{ API_KEYS: 'a-long-enough-api-key,short' }, 'API_KEYS is a list whose key 2 has 5 characters'],
  ])('refuses %j', (environment, message) => {
    expect(() => loadConfig(environment)).toThrow(ConfigError)
    expect(() => loadConfig(environment)).toThrow(message)
  })

  it('never repeats a secret in a complaint', () => {
    expect(() => loadConfig({ DATABASE_URL: 'mysql://a:hunter2@b/c' })).not.toThrow(/hunter2/)
  })

  it('reads lists without their spaces and repetitions', () => {
    const config = loadConfig({
      API_KEYS: ' first-api-key-0001, second-api-key-0002,,first-api-key-0001 ',
      CALLBACK_RETRY_DELAYS: '10, 20',
    })
    expect(config.apiKeys).toEqual(['first-api-key-0001', 'second-api-key-0002'])
    expect(config.callbackRetryDelaysMs).toEqual([10, 20])
    expect(loadConfig({ TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual(['10.0.0.0/8', '::1'])
  })

  it('reads prices as JSON', () => {
    expect(loadConfig({}).prices).toEqual({})
    expect(loadConfig({ PRICES: '{"generate":0.4,"wav":0}' }).prices).toEqual({ generate: 0.4, wav: 0 })
  })

  it('drops the trailing slash of the public URL', () => {
    expect(loadConfig({ PUBLIC_URL: 'https://music.example/' }).publicUrl).toBe('https://music.example')
  })
})

describe('describeConfig', () => {
  it('shows every variable once and hides secrets', () => {
    const rows = describeConfig({ PORT: '4000', WEBHOOK_HMAC_KEY: 'hunter2' })
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length)
    expect(rows.find((row) => row.name === 'PORT')).toMatchObject({ value: '4000', isDefault: false })
    expect(rows.find((row) => row.name === 'WEBHOOK_HMAC_KEY')).toMatchObject({ value: '(set)' })
    expect(JSON.stringify(rows)).not.toContain('hunter2')
  })
})
