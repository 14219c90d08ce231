import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import codeSystem from '../../fhir-profiles/CodeSystem-curbside-override-reasons.json' with { type: 'json' }
import { CurbsideError } from '../../src/ground/errors.ts'
import { loadServices } from '../../src/services/load-services.ts'

const hooksFolder = new URL('../../hooks/', import.meta.url)
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** The project's services, with one policy changed. */
async function load(service: string, change: Readonly<Record<string, unknown>>) {
  const folder = mkdtempSync(join(tmpdir(), 'hooks-'))
  folders.push(folder)
  cpSync(hooksFolder, join(folder, 'hooks'), { recursive: true })
  // hook.ts files import the contract beside them.
  symlinkSync(new URL('../../src', import.meta.url).pathname, join(folder, 'src'))
  const file = join(folder, 'hooks', service, 'policy.json')
  const policy = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  writeFileSync(file, JSON.stringify({ ...policy, ...change }))
  return loadServices(pathToFileURL(`${folder}/hooks/`))
}

async function issuesOf(change: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  try {
    await load('order-select', change)
    return []
  } catch (thrown) {
    if (thrown instanceof CurbsideError) return thrown.issues
    throw thrown
  }
}

const forAll = { users: 3, reasons: ['wrong-data'], withinDays: 30, days: 30 }

describe('holdBackForAll of a policy', () => {
  test('is read, and may be left out', async () => {
    const read = await load('order-select', { holdBackForAll: forAll })
    expect(read.get('order-select')?.policy.holdBackForAll).toEqual(forAll)
    const without = await load('order-select', { holdBackForAll: undefined })
    expect(without.get('order-select')?.policy).not.toHaveProperty('holdBackForAll')
  })

  test.for<[string, Readonly<Record<string, unknown>>]>([
    ['one user', { users: 1 }],
    ['a reason that cards do not offer', { reasons: ['I do not like it'] }],
    ['no reason', { reasons: [] }],
    ['no time', { days: 0 }],
    ['a word that is not known', { forever: true }]
  ])('refuses %s, and the start with it', async ([, change]) => {
    const issues = await issuesOf({ holdBackForAll: { ...forAll, ...change } })
    expect(issues).toHaveLength(1)
    expect(issues[0]).toMatch(/^hooks\/order-select: holdBackForAll/)
  })

  test('of every service of the project counts no reason that is a clinician’s own', async () => {
    const own = [
      'benefit-outweighs-risk',
      'will-monitor',
      'tolerated-before',
      'already-addressed',
      'patient-declined'
    ]
    const codes = codeSystem.concept.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(own))
    for (const { id, policy } of (await loadServices(hooksFolder)).values()) {
      expect(policy.holdBackForAll?.users, id).toBeGreaterThanOrEqual(3)
      expect(
        policy.holdBackForAll?.reasons.filter((reason) => own.includes(reason)),
        id
      ).toEqual([])
    }
  })
})
