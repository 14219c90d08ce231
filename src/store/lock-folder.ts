import { mkdirSync, readdirSync, readFileSync, statSync, unlinkSync, utimesSync } from 'node:fs'
import { closeSync, openSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../ground/clock.ts'
import { CurbsideError, errorName } from '../ground/errors.ts'

/*
 * One opener per folder. The lock is the file `lock.<n>` with the highest n: who finds it free or
 * its holder dead creates `lock.<n+1>` with O_EXCL, which only one can. The highest is never
 * deleted, only marked free, so that n never goes back and a late look at an old lock takes
 * nothing from its new holder.
 */

interface Holder {
  readonly pid: number
  readonly host: string
  /** Linux: changes when the machine starts; a pid of before says nothing. */
  readonly boot: string
  /** Tells this process from an earlier one with the same pid: in a container, always 1. */
  readonly started: number
}

const heartbeatMs = 5_000
/** A holder on another host, or in another container, cannot be asked; it is heard. */
const silentHolderMs = 30_000
/** A lock without content: its maker stands between creating and writing, or died there. */
const unwrittenLockMs = 10_000
const takeoverAttemptsMax = 20
const freeLock = 'free'

export interface FolderLock {
  release(): void
}

/** @throws CurbsideError CURBSIDE_STORE_LOCKED when somebody else, or this process, holds it. */
export function lockFolder(folder: string, clock: Clock): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (let attempt = 0; attempt < takeoverAttemptsMax; attempt += 1) {
    const newest = Math.max(0, ...lockNumbers(folder))
    if (newest > 0 && isHeld(lockPath(folder, newest), clock)) break
    const mine = newest + 1
    if (!createLock(lockPath(folder, mine))) continue
    // Somebody who looked later may have gone past us; then ours was never the lock.
    if (Math.max(...lockNumbers(folder)) !== mine) {
      removeIfThere(lockPath(folder, mine))
      continue
    }
    for (const older of lockNumbers(folder)) {
      if (older < mine) removeIfThere(lockPath(folder, older))
    }
    return holding(lockPath(folder, mine), clock)
  }
  throw new CurbsideError('CURBSIDE_STORE_LOCKED')
}

function holding(path: string, clock: Clock): FolderLock {
  const heartbeat = setInterval(() => {
    const seconds = clock.nowMs() / 1000
    ignoring(['ENOENT'], () => utimesSync(path, seconds, seconds))
  }, heartbeatMs)
  heartbeat.unref()
  return {
    release() {
      clearInterval(heartbeat)
      ignoring(['ENOENT'], () => writeLock(path, 'w', freeLock))
    }
  }
}

function isHeld(path: string, clock: Clock): boolean {
  let content = ''
  let silentMs = 0
  const found = ignoring(['ENOENT'], () => {
    content = readFileSync(path, 'utf8')
    silentMs = clock.nowMs() - statSync(path).mtimeMs
  })
  if (!found || content === freeLock) return false
  const holder = parsedHolder(content)
  if (holder === undefined) return silentMs < unwrittenLockMs
  const self = currentProcess()
  if (holder.host !== self.host) return silentMs < silentHolderMs
  if (holder.boot !== self.boot) return false
  if (holder.pid === self.pid) return holder.started === self.started
  return isAlive(holder.pid)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    // EPERM: it lives, and belongs to somebody else.
    return errorName(thrown) !== 'ESRCH'
  }
}

function currentProcess(): Holder {
  let boot = ''
  ignoring(['ENOENT', 'EACCES', 'EPERM'], () => {
    boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  })
  return { pid: process.pid, host: hostname(), boot, started: performance.timeOrigin }
}

function parsedHolder(content: string): Holder | undefined {
  try {
    const { pid, host, boot, started } = JSON.parse(content)
    const whole =
      Number.isInteger(pid) && pid > 0 && typeof host === 'string' && typeof boot === 'string'
    return whole && typeof started === 'number' ? { pid, host, boot, started } : undefined
  } catch {
    return undefined
  }
}

function createLock(path: string): boolean {
  return ignoring(['EEXIST'], () => writeLock(path, 'wx', JSON.stringify(currentProcess())))
}

function writeLock(path: string, flags: 'w' | 'wx', content: string): void {
  const file = openSync(path, flags, 0o600)
  try {
    writeSync(file, content)
  } finally {
    closeSync(file)
  }
}

function lockNumbers(folder: string): readonly number[] {
  return readdirSync(folder).flatMap((name) => {
    const match = /^lock\.(\d{1,15})$/.exec(name)
    return match ? [Number(match[1])] : []
  })
}

function lockPath(folder: string, number: number): string {
  return join(folder, `lock.${number}`)
}

function removeIfThere(path: string): void {
  ignoring(['ENOENT'], () => unlinkSync(path))
}

/** False when the work failed with one of these codes; any other failure is thrown. */
function ignoring(codes: readonly string[], work: () => void): boolean {
  try {
    work()
    return true
  } catch (thrown) {
    if (codes.includes(errorName(thrown))) return false
    throw thrown
  }
}
