/**
 * Prints a CycloneDX bill of materials of everything that is installed at run time, as the lock file names it. (`npm sbom`
 * refuses trees whose packages depend on a tag such as `latest`, as one of ours does.)
 *
 *   npm run --silent sbom > sbom.json
 */
import { readFile } from 'node:fs/promises'
import { packageVersion } from '../src/server/package-version.js'
import { projectPath } from '../src/paths.js'

interface LockedPackage {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly link?: boolean
}

const lock = JSON.parse(await readFile(projectPath('package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>
}
const INSTALLED = 'node_modules/'
const components = Object.entries(lock.packages).flatMap(([path, entry]) => {
  const { version, license, integrity, dev, devOptional, link } = entry
  if (!path.includes(INSTALLED) || version === undefined || dev || devOptional || link) return []
  const name = path.slice(path.lastIndexOf(INSTALLED) + INSTALLED.length)
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  const [algorithm, hash] = integrity?.split('-') ?? []
  return [
    {
      type: 'library',
      'bom-ref': `${purl}#${path}`,
      ...{ name, version, purl },
      ...(license !== undefined && { licenses: [{ expression: license }] }),
      ...(algorithm === 'sha512' && {
        hashes: [{ alg: 'SHA-512', content: Buffer.from(hash!, 'base64').toString('hex') }],
      }),
    },
  ]
})
console.log(
  JSON.stringify(
    {
      $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      version: 1,
      metadata: { component: { type: 'application', name: 'troubadour', version: packageVersion() } },
      components,
    },
    null,
    2,
  ),
)
