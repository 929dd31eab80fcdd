import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { guideRoutes } from '../../src/api/guide/guide-routes.js'
import { loadGuideSite, type GuideSite } from '../../src/api/guide/guide-site.js'
import { projectPath } from '../../src/paths.js'

let site: GuideSite
let app: FastifyInstance
beforeAll(async () => {
  site = await loadGuideSite()
  app = fastify()
  const config = {
    publicUrl: () => 'https://music.example.com',
    version: '1',
    dialect: 'kie',
    scratchDir: '/',
  } as const
  await app.register((open) => guideRoutes(open, config))
})
afterAll(() => app.close())

describe('the guide', () => {
  it('links to nothing that is not there: pages, places on pages, sounds', () => {
    const sounds = new Set(readdirSync(projectPath('docs/guide/sounds')))
    const broken: string[] = []
    for (const [slug, { html }] of site.pages) {
      for (const [, href] of html.matchAll(/(?:href|src)="([^"]+)"/g)) {
        const [path = '', fragment] = href!.replace(/^\/guide\/?/, '').split('#')
        if (/^https?:/.test(href!) || ['/', '/docs'].includes(href!)) continue
        if (path.startsWith('sounds/')) {
          if (!sounds.has(path.slice('sounds/'.length))) broken.push(`${slug}: ${href}`)
          continue
        }
        // Pages name files of the project by their path; such links lead nowhere on the site.
        const page = site.pages.get(href!.startsWith('#') ? slug : path)
        if (!page) {
          const isFile =
            existsSync(projectPath(`docs/${href}`)) || existsSync(projectPath(`docs/guide/${href}`))
          if (!isFile) broken.push(`${slug}: ${href}`)
        } else if (fragment !== undefined && !page.headings.some(({ id }) => id === fragment)) {
          broken.push(`${slug}: ${href}`)
        }
      }
    }
    expect(broken).toEqual([])
  })

  it('serves every page of the navigation under a policy that forbids everything from elsewhere', async () => {
    const answer = await app.inject('/guide')
    expect(answer.statusCode).toBe(200)
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    const links = [...answer.body.matchAll(/<li><a href="(\/guide[^"#]*)"/g)].map(([, href]) => href!)
    expect(links.length).toBeGreaterThan(20)
    for (const href of links) {
      const page = await app.inject(href)
      expect({ href, status: page.statusCode }).toEqual({ href, status: 200 })
      expect(page.body).toContain('aria-current="page"')
      expect(page.body).not.toMatch(/<script>|<[^>]*\s(?:style|on[a-z]+)=/)
    }
  })

  it('writes the server’s own address into the texts', async () => {
    expect((await app.inject('/guide/start')).body).toContain('TROUBADOUR_URL=https://music.example.com')
  })

  it('finds parts of pages by their words', async () => {
    const found = (await app.inject('/guide/search?q=rotation+secret')).body
    expect(found).toContain('/guide/webhooks#verify-them')
    const none = (await app.inject('/guide/search?q=%3Cb%3Exylophagous')).body
    expect(none).toContain('&lt;b&gt;xylophagous')
    expect(none).not.toContain('<b>')
  })

  it('serves sounds in parts, and nothing outside its folders', async () => {
    const [name] = readdirSync(projectPath('docs/guide/sounds'))
    const part = await app.inject({ url: `/guide/sounds/${name}`, headers: { range: 'bytes=0-99' } })
    expect(part).toMatchObject({ statusCode: 206 })
    expect(part.headers['content-type']).toBe('audio/mpeg')
    expect((await app.inject('/guide/sounds/..%2f..%2f..%2fpackage.json')).statusCode).not.toBe(200)
    expect((await app.inject('/guide/nothing')).statusCode).toBe(404)
  })

  it('stays small: all sounds together have at most 6 MB', () => {
    const folder = projectPath('docs/guide/sounds')
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(`${folder}/${name}`).size, 0)
    expect(bytes).toBeLessThan(6_000_000)
  })
})
