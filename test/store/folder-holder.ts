import { join } from 'node:path'
import { systemClock } from '../../src/ground/clock.ts'
import { CurbsideError } from '../../src/ground/errors.ts'
import { lockFolder } from '../../src/store/lock-folder.ts'
import { openStore } from '../../src/store/open-store.ts'
import { noonMs, overrideOf } from './open-for-test.ts'

/*
 * A process of its own for embedded-folder.slow.test.ts: `store` opens the database and acknowledges one
 * feedback, `lock` only takes the folder's lock, `race` takes those of many folders, each at an
 * agreed instant. It says how it went on one line of stdout and then stays until it is ended.
 */

const [mode, folder = '', startAtMs = '0'] = process.argv.slice(2)
const clock = systemClock()

try {
  if (mode === 'store') {
    const store = await openStore({ database: { kind: 'embedded', path: folder }, clock })
    await store.saveFeedback([overrideOf({ uuid: 'acknowledged', ehrId: 'e' })])
    await store.appendInvocation({ invocationId: 'i', recordedAtMs: noonMs, body: { a: 1 } })
    process.stdout.write('held\n')
  } else if (mode === 'race') {
    process.stdout.write(`${JSON.stringify(raced())}\n`)
  } else {
    lockFolder(folder, clock)
    process.stdout.write('held\n')
  }
} catch (thrown) {
  process.stdout.write(`${thrown instanceof CurbsideError ? thrown.code : String(thrown)}\n`)
}
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))

/** The numbers of the folders whose lock this process got. */
function raced(): number[] {
  return Array.from({ length: 150 }, (_, number) => number).filter((number) => {
    // Waiting by spinning: all processes must leave the line in the same microseconds.
    while (clock.nowMs() < Number(startAtMs) + number * 4);
    try {
      lockFolder(join(folder, String(number)), clock)
      return true
    } catch {
      return false
    }
  })
}
