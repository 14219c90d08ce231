import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { verifyChain } from '../../src/audit/verify-chain.ts'
import { type Clock, systemClock } from '../../src/ground/clock.ts'
import { lockFolder } from '../../src/store/lock-folder.ts'
import { openStore } from '../../src/store/open-store.ts'
import { noonMs, overrideOf } from './open-for-test.ts'
import { endsWithParent } from '../support/server-process.ts'

/*
 * The embedded database's folder has one opener. Tried with real processes, because what matters is
 * what the operating system does when they die.
 */

const children: ChildProcess[] = []
const folders: string[] = []

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'curbside-store-'))
  folders.push(folder)
  return folder
}

/** Starts a process that tries to hold the folder, and gives what it said. */
async function holder(mode: 'store' | 'lock' | 'race', folder: string, startAtMs = 0) {
  const script = fileURLToPath(new URL('./folder-holder.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    [...endsWithParent, script, mode, folder, String(startAtMs)],
    {
      stdio: ['pipe', 'pipe', 'inherit']
    }
  )
  children.push(child)
  const [said] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { said, child }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const clock = systemClock()
const locked = { code: 'CURBSIDE_STORE_LOCKED' }
const open = (path: string) => openStore({ database: { kind: 'embedded', path }, clock })

describe('an embedded folder', () => {
  test('is refused to a second opener of the same process, and free after close, with its data', async () => {
    const folder = newFolder()
    const first = await open(folder)
    await first.saveFeedback([overrideOf({ uuid: 'a', ehrId: 'e' })])
    await first.appendInvocation({ invocationId: 'i', recordedAtMs: noonMs, body: { a: 1 } })
    await expect(open(folder)).rejects.toMatchObject(locked)
    await first.ping()
    await first.close()
    const second = await open(folder)
    const rows = await second.invocations({ limit: 10 })
    expect(rows).toHaveLength(1)
    await second.close()
  })

  test('keeps what was acknowledged when its process is killed, and goes to the next opener', async () => {
    const folder = newFolder()
    const { said, child } = await holder('store', folder)
    expect(said).toBe('held')
    await expect(open(folder)).rejects.toMatchObject(locked)
    await kill(child)
    const store = await open(folder)
    const rows = await store.invocations({ limit: 10 })
    const head = await store.chainHead()
    expect(verifyChain(rows, { head, whole: true })).toEqual({ outcome: 'intact', records: 1 })
    const again = await store.saveFeedback([overrideOf({ uuid: 'acknowledged', ehrId: 'e' })])
    expect(again).toEqual({ known: 0, unknown: 1 })
    await expect(open(folder)).rejects.toMatchObject(locked)
    await store.close()
  })

  test('held by this process is refused to another one', async () => {
    const folder = newFolder()
    const lock = lockFolder(folder, clock)
    expect((await holder('lock', folder)).said).toBe('CURBSIDE_STORE_LOCKED')
    lock.release()
    expect((await holder('lock', folder)).said).toBe('held')
  })

  test('that cannot be written is unavailable, without the path in the error', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'file'), '')
    const thrown = await open(join(folder, 'file', 'data')).catch((error: unknown) => error)
    expect(thrown).toMatchObject({
      code: 'CURBSIDE_STORE_UNAVAILABLE',
      message: 'CURBSIDE_STORE_UNAVAILABLE',
      cause: { message: 'ENOTDIR' }
    })
  })
})

describe('the lock of a dead process', () => {
  test('goes to exactly one of several that want it at once', async () => {
    const folder = newFolder()
    const dead = await holder('lock', folder)
    await kill(dead.child)
    const said = await Promise.all(Array.from({ length: 6 }, async () => holder('lock', folder)))
    expect(said.map((one) => one.said).toSorted()).toEqual([
      ...Array.from({ length: 5 }, () => 'CURBSIDE_STORE_LOCKED'),
      'held'
    ])
  })

  test('goes to one also when processes want it in the same instant', async () => {
    const folder = newFolder()
    for (let number = 0; number < 150; number += 1) {
      mkdirSync(join(folder, String(number)))
      // Left behind in the three ways there are: never held, released, of a dead holder.
      const left = [undefined, 'free', JSON.stringify({ ...self, started: 1, boot: 'earlier' })]
      const content = left[number % 3]
      if (content !== undefined) writeFileSync(join(folder, String(number), 'lock.5'), content)
    }
    const startAtMs = clock.nowMs() + 1_500
    const won = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const { said } = await holder('race', folder, startAtMs)
        return JSON.parse(said) as number[]
      })
    )
    expect(won.flat().toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 150 }, (_, number) => number)
    )
  })

  const self = {
    pid: process.pid,
    host: hostname(),
    boot: bootId(),
    started: performance.timeOrigin
  }
  const bySelf = JSON.stringify(self)

  test.for([
    ['an earlier process with the same pid, as in a container', { ...self, started: 1 }],
    ['a process from before the machine was started', { ...self, pid: 1, boot: 'earlier' }]
  ] as const)('of %s is taken over', ([, content]) => {
    const folder = newFolder()
    writeFileSync(join(folder, 'lock.7'), JSON.stringify(content))
    const lock = lockFolder(folder, clock)
    expect(readdirSync(folder)).toEqual(['lock.8'])
    lock.release()
  })

  test.for([
    ['this process', bySelf],
    ['a living process', JSON.stringify({ ...self, pid: process.ppid })]
  ] as const)('is not that of %s', ([, content]) => {
    const folder = newFolder()
    writeFileSync(join(folder, 'lock.1'), content)
    expect(() => lockFolder(folder, clock)).toThrow(expect.objectContaining(locked))
    expect(readFileSync(join(folder, 'lock.1'), 'utf8')).toBe(content)
  })

  test.for([
    ['another host that is still heard', JSON.stringify({ ...self, host: 'elsewhere' }), 20_000],
    ['a process that has not yet written into it', '', 5_000]
  ] as const)('is not that of %s, until it is silent', ([, content, heardMs]) => {
    const folder = newFolder()
    const path = join(folder, 'lock.1')
    writeFileSync(path, content)
    utimesSync(path, noonMs / 1000, noonMs / 1000)
    expect(() => lockFolder(folder, at(noonMs + heardMs))).toThrow(expect.objectContaining(locked))
    lockFolder(folder, at(noonMs + 31_000)).release()
  })

  test('is never mistaken for free by one that looked before it changed hands', () => {
    const folder = newFolder()
    const first = lockFolder(folder, clock)
    first.release()
    const second = lockFolder(folder, clock)
    // The number never goes back, so a late `lock.2` of a loser is not the highest.
    expect(readdirSync(folder)).toEqual(['lock.2'])
    second.release()
    expect(readdirSync(folder)).toEqual(['lock.2'])
    lockFolder(folder, clock).release()
    expect(readdirSync(folder)).toEqual(['lock.3'])
  })
})

function at(nowMs: number): Clock {
  return { ...clock, nowMs: () => nowMs }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}
