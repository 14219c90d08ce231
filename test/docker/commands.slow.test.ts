import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { exampleCases } from '../evaluation/all-cases.ts'

/* Every command, in the shape of a checkout and in that of the production image. */

const root = join(import.meta.dirname, '..', '..')
const run = promisify(execFile)
const node = (cwd: string, args: readonly string[], environment = {}) =>
  run(process.execPath, [...args], { cwd, env: environment, timeout: 120_000 })

const commands = Object.entries(packageJson.scripts).flatMap(([name, script]) => {
  const [program, ...args] = script.split(' ')
  return program === 'node' ? [{ name, args }] : []
})

describe('npm run', () => {
  test.for(commands)('$name -- --help says how it is used', async ({ args }) => {
    const { stdout, stderr } = await node(root, [...args, '--help'])
    expect([stdout.length > 20, stderr]).toEqual([true, ''])
  })
})

/** Scripts below src but not of the demo are what the image operates with. */
const operated = commands.filter(({ args }) => /^src\/(?!demo\/)/.test(args.at(-1) ?? ''))

describe('in the files of the production image', () => {
  const image = mkdtempSync(join(tmpdir(), 'curbside-image-'))
  afterAll(() => rmSync(image, { recursive: true, force: true }))

  beforeAll(() => {
    const dockerfile = readFileSync(join(root, 'docker/Dockerfile'), 'utf8')
    const moved = /^RUN mv src\/(\S+) /m.exec(dockerfile)?.[1] ?? ''
    expect(moved).toBe('demo')
    for (const path of ['src', 'hooks', 'fhir-profiles', 'package.json']) {
      cpSync(join(root, path), join(image, path), {
        recursive: true,
        filter: (source) => source !== join(root, 'src', moved)
      })
    }
    const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly dev?: true; readonly optional?: true }>>
    }
    for (const [path, { dev, optional }] of Object.entries(lockfile.packages)) {
      if (dev || optional || !/^node_modules\/(@[^/]+\/)?[^/]+$/.test(path)) continue
      mkdirSync(dirname(join(image, path)), { recursive: true })
      cpSync(join(root, path), join(image, path), { recursive: true, dereference: false })
    }
  })

  test.for(operated)('$name starts', async ({ args }) => {
    const { stdout, stderr } = await node(image, [...args, '--help'])
    expect([stdout.length > 20, stderr]).toEqual([true, ''])
  })

  test('evaluate replays a case', async () => {
    const cases = join(image, 'cases')
    mkdirSync(cases)
    for (const [at, { value }] of exampleCases().entries()) {
      writeFileSync(join(cases, `${at}.json`), JSON.stringify(value))
    }
    const { stdout } = await node(image, ['src/evaluation/main.ts', '--cases', cases])
    expect(stdout).toMatch(/6 cases/)
  })

  test('the service refuses to start without a configuration, in one sentence', async () => {
    await expect(node(image, ['src/server.ts'])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('CURBSIDE_CONFIG')
    })
  })
})
