import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { endsWithParent } from '../support/server-process.ts'

/** Starts a child that would live for ever, tells its id, and lives for ever itself. */
const parentScript = (args: readonly string[]) => `
  const child = require('node:child_process').spawn(process.execPath,
    [...${JSON.stringify(args)}, '-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  console.log(child.pid)
  setInterval(() => {}, 1000)`

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a child ends when its parent was killed and could tell it nothing', async () => {
  const parent = spawn(process.execPath, ['-e', parentScript(endsWithParent)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const [line] = (await once(createInterface(parent.stdout), 'line')) as [string]
  const pid = Number(line)
  expect(lives(pid)).toBe(true)
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  await expect.poll(() => lives(pid), { timeout: 60_000 }).toBe(false)
})
