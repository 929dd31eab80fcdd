import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { describeConfig } from '../src/config.js'
import { connectDatabase } from '../src/db/index.js'
import { projectPath } from '../src/paths.js'
import { createMetrics } from '../src/server/metrics.js'

const read = (path: string) => readFile(projectPath(path), 'utf8')
/** Names that the image and PostgreSQL bring along. */
const NOT_OURS = ['NODE_ENV', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD']

describe('the files under deploy/', () => {
  it.each(['Dockerfile', 'compose.yaml', 'troubadour.service', 'kubernetes/troubadour.yaml'])(
    '%s sets variables that exist',
    async (name) => {
      const known = new Set([...describeConfig({}).map((row) => row.name), ...NOT_OURS])
      const text = await read(`deploy/${name}`)
      const settings = [
        ...text.matchAll(/^\s{2,}([A-Z][A-Z0-9_]+):/gm),
        ...text.matchAll(/name: ([A-Z][A-Z0-9_]+)/g),
        ...[...text.matchAll(/^(?:ENV |Environment=)(.*)$/gm)].flatMap(([, list]) => [
          ...list!.matchAll(/([A-Z][A-Z0-9_]+)=/g),
        ]),
      ].map(([, name]) => name!)
      expect(settings.length).toBeGreaterThan(1)
      for (const setting of settings) expect(known, `${name} sets ${setting}`).toContain(setting)
    },
  )

  it('name no tabs, which YAML does not take, and keep the parts of a unit', async () => {
    for (const name of ['compose.yaml', 'kubernetes/troubadour.yaml']) {
      expect(await read(`deploy/${name}`)).not.toMatch(/\t/)
    }
    const unit = await read('deploy/troubadour.service')
    for (const section of ['[Unit]', '[Service]', '[Install]']) expect(unit).toContain(section)
  })
})

describe('the Grafana dashboard', () => {
  it('draws metrics that a server has, and the manual names all of ours', async () => {
    const connection = connectDatabase('postgres://nobody@127.0.0.1:9/none')
    const { registry } = createMetrics({ db: connection.db, role: 'all' })
    const names = registry.getMetricsAsArray().map(({ name }) => name)
    await connection.close()
    // Measured by the API itself.
    const known = [...names, 'troubadour_http_request_duration_seconds']
    const dashboard = await read('deploy/grafana-dashboard.json')
    const drawn = [...dashboard.matchAll(/\b(?:troubadour|process|nodejs)_[a-z0-9_]+/g)].map(([name]) =>
      name.replace(/_(bucket|count|sum)$/, ''),
    )
    expect(drawn.length).toBeGreaterThan(10)
    for (const name of drawn) expect(known, name).toContain(name)
    const manual = await read('docs/operations.md')
    for (const name of known.filter((each) => each.startsWith('troubadour_'))) {
      expect(manual, name).toContain(name)
    }
  })
})
