import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments, parseDocument } from 'yaml'
import { describeConfig } from '../src/config.js'
import { connectDatabase } from '../src/db/index.js'
import { projectPath } from '../src/paths.js'
import { createMetrics } from '../src/server/metrics.js'

const read = (path: string) => readFile(projectPath(path), 'utf8')
const OUR_SETTINGS = new Set(describeConfig({}).map(({ name }) => name))
const HEALTH_PATHS = ['/healthz', '/readyz']

interface Service {
  readonly image?: string
  readonly build?: { readonly context: string; readonly dockerfile: string }
  readonly environment?: Readonly<Record<string, string>>
  readonly ports?: readonly string[]
  readonly depends_on?: Readonly<Record<string, unknown>>
  readonly volumes?: readonly string[]
  readonly stop_grace_period?: string
}

describe('compose.yaml', async () => {
  const document = parseDocument(await read('deploy/compose.yaml'), { merge: true })
  const compose = document.toJS() as {
    readonly services: Readonly<Record<string, Service>>
    readonly volumes: Readonly<Record<string, unknown>>
  }
  const ours = Object.entries(compose.services).filter(([, { build }]) => build !== undefined)

  it('is YAML without errors and warnings', () => {
    expect([...document.errors, ...document.warnings]).toEqual([])
  })

  it('gives our services settings that exist, and the ports that they listen on', () => {
    expect(ours.map(([name]) => name)).toEqual(['api', 'worker'])
    for (const [name, { environment = {}, ports = [] }] of ours) {
      for (const setting of Object.keys(environment)) expect(OUR_SETTINGS, name).toContain(setting)
      expect(environment['ROLE']).toBe(name)
      for (const port of ports) expect(port.split(':')[1]).toBe('3000')
    }
  })

  it('names files, services and volumes that are there, and images with a version', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      if (service.image !== undefined) expect(service.image, name).toMatch(/:\d/)
      if (service.build) expect(existsSync(projectPath(service.build.dockerfile)), name).toBe(true)
      for (const needed of Object.keys(service.depends_on ?? {}))
        expect(Object.keys(compose.services), name).toContain(needed)
      for (const volume of service.volumes ?? [])
        expect(Object.keys(compose.volumes), name).toContain(volume.split(':')[0])
    }
  })

  it('asks for every secret instead of bringing one along', () => {
    for (const [, { environment = {} }] of ours) {
      for (const [setting, value] of Object.entries(environment)) {
        if (/KEY|PASSWORD|SECRET|DATABASE_URL/.test(setting)) expect(value, setting).toMatch(/\$\{\w+:\?\}/)
      }
    }
  })

  it('leaves time to give running tasks back', () => {
    for (const [, { stop_grace_period }] of ours)
      expect(parseInt(stop_grace_period ?? '0')).toBeGreaterThan(10)
  })
})

interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly stringData?: Readonly<Record<string, string>>
  readonly spec?: {
    readonly selector?: Labels & { readonly matchLabels?: Labels }
    readonly ports?: readonly { readonly targetPort: string | number }[]
    readonly template?: {
      readonly metadata: { readonly labels: Labels; readonly annotations: Labels }
      readonly spec: {
        readonly terminationGracePeriodSeconds: number
        readonly containers: readonly Container[]
        readonly volumes: readonly { readonly name: string }[]
      }
    }
  }
}
type Labels = Readonly<Record<string, string>>
interface Container {
  readonly env: readonly { readonly name: string; readonly value: string }[]
  readonly envFrom: readonly { readonly secretRef: { readonly name: string } }[]
  readonly ports: readonly { readonly containerPort: number; readonly name: string }[]
  readonly readinessProbe: Probe
  readonly livenessProbe: Probe
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[]
}
interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string }
}

describe('the Kubernetes manifests', async () => {
  const documents = parseAllDocuments(await read('deploy/kubernetes/troubadour.yaml'))
  const manifests = documents.map((document) => document.toJS() as Manifest)
  const deployments = manifests.filter(({ kind }) => kind === 'Deployment')
  const podsOf = ({ spec }: Manifest) => spec!.template!

  it('are YAML without errors, each of a kind and with a name of its own', () => {
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([])
    const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    expect(new Set(names).size).toBe(names.length)
    for (const { apiVersion } of manifests) expect(apiVersion).toMatch(/^(apps\/|policy\/)?v1$/)
  })

  it('set settings that exist', () => {
    const set = manifests.flatMap(({ kind, stringData, spec }) => [
      ...(kind === 'Secret' ? Object.keys(stringData ?? {}) : []),
      ...(spec?.template?.spec.containers ?? []).flatMap(({ env }) => env.map(({ name }) => name)),
    ])
    expect(set.length).toBeGreaterThan(8)
    for (const name of set) expect(OUR_SETTINGS).toContain(name)
  })

  it('select pods that exist, and refer to secrets, volumes and ports that exist', () => {
    const labels = deployments.map((each) => podsOf(each).metadata.labels)
    const secrets = manifests.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => metadata.name)
    for (const { kind, spec } of manifests) {
      if (!spec) continue
      const wanted = spec.selector?.matchLabels ?? (kind === 'Service' ? spec.selector : undefined)
      if (!wanted) continue
      const isMet = labels.some((each) => Object.entries(wanted).every(([name, is]) => each[name] === is))
      expect(isMet, kind).toBe(true)
    }
    for (const deployment of deployments) {
      const { containers, volumes } = podsOf(deployment).spec
      for (const { envFrom, volumeMounts } of containers) {
        for (const { secretRef } of envFrom) expect(secrets).toContain(secretRef.name)
        for (const { name } of volumeMounts) expect(volumes.map((volume) => volume.name)).toContain(name)
      }
    }
    const portNames = deployments.flatMap((each) =>
      podsOf(each).spec.containers.flatMap(({ ports }) => ports.map(({ name }) => name)),
    )
    for (const { targetPort } of manifests.find(({ kind }) => kind === 'Service')!.spec!.ports!)
      expect(portNames).toContain(targetPort)
  })

  it('open, scrape and probe the port that each role listens on', () => {
    for (const deployment of deployments) {
      const { metadata, spec } = podsOf(deployment)
      const [container] = spec.containers
      const settings = Object.fromEntries(container!.env.map(({ name, value }) => [name, value]))
      // The image sets PORT to 3000; a worker listens where it is told.
      const port = settings['ROLE'] === 'worker' ? Number(settings['WORKER_PORT']) : 3000
      expect(container!.ports.map(({ containerPort }) => containerPort)).toEqual([port])
      expect(metadata.annotations['prometheus.io/port']).toBe(String(port))
      for (const { httpGet } of [container!.readinessProbe, container!.livenessProbe]) {
        expect(HEALTH_PATHS).toContain(httpGet.path)
        expect(httpGet.port).toBe(container!.ports[0]!.name)
      }
      expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(10)
    }
  })
})

describe('the Dockerfile', async () => {
  // Continued lines are one instruction.
  const instructions = (await read('deploy/Dockerfile'))
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^(\S+)\s+(.*)$/.exec(line)!.slice(1) as [string, string])
  const all = (name: string) => instructions.filter(([each]) => each === name).map(([, rest]) => rest)

  it('has instructions that Docker knows, from images with a version', () => {
    const known =
      'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'
    for (const [name] of instructions) expect(known.split(' ')).toContain(name)
    for (const image of all('FROM')) expect(image).toMatch(/:\d+/)
  })

  it('sets settings that exist, opens the port it sets, and runs as somebody but root', () => {
    const set = Object.fromEntries(
      all('ENV').flatMap((list) => list.split(' ').map((pair) => pair.split('=') as [string, string])),
    )
    for (const name of Object.keys(set)) {
      if (name !== 'NODE_ENV') expect(OUR_SETTINGS).toContain(name)
    }
    expect(all('EXPOSE')).toEqual([set['PORT']])
    expect(all('VOLUME')).toEqual([set['DATA_DIR']])
    expect(all('USER').at(-1)).toBe('node')
    // The user is changed before anything runs for good.
    const names = instructions.map(([name]) => name)
    expect(names.lastIndexOf('USER')).toBeLessThan(names.indexOf('CMD'))
  })

  it('starts what the package starts, without a shell that would keep SIGTERM to itself', async () => {
    const [command] = all('CMD')
    const { bin, engines } = JSON.parse(await read('package.json')) as {
      bin: Record<string, string>
      engines: { node: string }
    }
    expect(JSON.parse(command!)).toEqual(['node', bin['troubadour-server']])
    expect(all('FROM')[0]).toContain(`node:${/\d+/.exec(engines.node)![0]}`)
    expect(all('HEALTHCHECK')[0]).toContain('/readyz')
  })

  it('keeps what is not needed out of the image', async () => {
    const ignored = (await read('deploy/Dockerfile.dockerignore')).split('\n')
    for (const name of ['node_modules', 'data', '.git']) expect(ignored).toContain(name)
  })
})

describe('the systemd unit', async () => {
  const unit = await read('deploy/troubadour.service')
  it('has its three parts and only lines that are settings, comments or headings', () => {
    const lines = unit.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(lines.filter((line) => line.startsWith('['))).toEqual(['[Unit]', '[Service]', '[Install]'])
    for (const line of lines) expect(line).toMatch(/^(\[\w+\]|[A-Z]\w+=.*)$/)
  })

  it('sets settings that exist and leaves time to give running tasks back', () => {
    for (const [, list] of unit.matchAll(/^Environment=(.*)$/gm)) {
      for (const pair of list!.split(' ')) {
        const [name] = pair.split('=')
        if (name !== 'NODE_ENV') expect(OUR_SETTINGS).toContain(name)
      }
    }
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)![1])).toBeGreaterThan(10)
  })
})

interface Panel {
  readonly id: number
  readonly title: string
  readonly type: string
  readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>
  readonly targets?: readonly { readonly expr: string; readonly refId: string }[]
}

describe('the Grafana dashboard', async () => {
  const dashboard = JSON.parse(await read('deploy/grafana-dashboard.json')) as {
    readonly title: string
    readonly schemaVersion: number
    readonly panels: readonly Panel[]
  }
  const panels = dashboard.panels.filter(({ type }) => type !== 'row')

  it('draws metrics that a server has, and the manual names all of ours', async () => {
    const connection = connectDatabase('postgres://nobody@127.0.0.1:9/none')
    const { registry } = createMetrics({ db: connection.db, role: 'all' })
    const names = registry.getMetricsAsArray().map(({ name }) => name)
    await connection.close()
    // Measured by the API itself.
    const known = [...names, 'troubadour_http_request_duration_seconds']
    const drawn = panels.flatMap(({ targets = [] }) =>
      targets.flatMap(({ expr }) =>
        [...expr.matchAll(/\b(?:troubadour|process|nodejs)_[a-z0-9_]+/g)].map(([name]) =>
          name.replace(/_(bucket|count|sum)$/, ''),
        ),
      ),
    )
    expect(drawn.length).toBeGreaterThan(10)
    for (const name of drawn) expect(known, name).toContain(name)
    const manual = await read('docs/operations.md')
    for (const name of known.filter((each) => each.startsWith('troubadour_'))) {
      expect(manual, name).toContain(name)
    }
  })

  it('has panels with a title and a query each, beside and not upon each other', () => {
    expect(dashboard.title).toBe('Troubadour')
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length)
    const taken = new Map<string, string>()
    for (const { title, targets = [], gridPos } of panels) {
      expect(title).not.toBe('')
      expect(targets.length, title).toBeGreaterThan(0)
      for (const { expr } of targets) {
        expect(expr.split('(').length, expr).toBe(expr.split(')').length)
        expect(expr.split('{').length, expr).toBe(expr.split('}').length)
      }
      expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(taken.get(`${x},${y}`), `${title} lies upon another panel`).toBeUndefined()
          taken.set(`${x},${y}`, title)
        }
      }
    }
  })
})
