import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { endsWithParent } from '../support/server-process.ts'

/** Starts a child that would live for ever on the same output, and lives for ever itself. */
const parentScript = (args: readonly string[]) => `
  require('node:child_process').spawn(process.execPath,
    [...${JSON.stringify(args)}, '-e', 'console.log("child"); setInterval(() => {}, 1000)'],
    { stdio: 'inherit' })
  setInterval(() => {}, 1000)`

test('a child ends when its parent was killed and could tell it nothing', async () => {
  const parent = spawn(process.execPath, ['-e', parentScript(endsWithParent)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const [said] = (await once(parent.stdout.setEncoding('utf8'), 'data')) as [string]
  expect(said).toBe('child\n')
  const bothEnded = once(parent.stdout, 'end')
  parent.kill('SIGKILL')
  // The output ends when nobody is left who could write to it.
  await bothEnded
})
