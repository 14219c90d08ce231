import { demoHelp, demoOptions } from './launch/demo-options.ts'
import type { DemoOptions } from './launch/demo-options.ts'
import { runDemo } from './launch/run-demo.ts'

/*
 * `npm run demo`: the whole thing on loopback. This process is the EHR; Curbside and the stand-in
 * model run in processes of their own, and nothing passes between the three but their protocols.
 */

const say = (line: string) => void process.stdout.write(`${line}\n`)
const options = readOptions()
const demo = await runDemo(options, say).catch((error: unknown) => fail(error))
say(`\nOpen ${demo.ehrUrl} in a browser. Ctrl-C stops everything.`)
let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopping = true
    void demo.stop().then(() => process.exit(0))
  })
}
const obituary = await demo.broken
// Ctrl-C in a terminal reaches the children too: that they end is then no news.
if (!stopping) {
  await demo.stop()
  fail(new Error(obituary))
}

function readOptions(): DemoOptions {
  try {
    const read = demoOptions(process.argv.slice(2))
    if (read !== 'help') return read
    process.stdout.write(demoHelp)
    return process.exit(0)
  } catch (error) {
    process.stderr.write(demoHelp)
    return fail(error)
  }
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
