import { buildApp } from './app.ts'
import { randomIds, systemClock } from './ground/clock.ts'
import { loadConfig } from './process/config.ts'
import { CurbsideError, errorName, errorTable } from './ground/errors.ts'
import { limits } from './ground/limits.ts'

/*
 * The process: configuration, app, listen, signals. The only place that reads the environment or
 * ends the process.
 */

if (process.argv.includes('--help')) {
  process.stdout.write(`CURBSIDE_CONFIG=FILE.json npm start
Starts the service from the JSON file that CURBSIDE_CONFIG names; docker/config.example.json is one
to begin with. SIGTERM ends it after the calls under way.\n`)
  process.exit(0)
}

function stopStart(thrown: unknown): never {
  const lines =
    thrown instanceof CurbsideError
      ? [
          `${thrown.code}: ${errorTable[thrown.code].help}`,
          ...thrown.issues.map((issue) => `  ${issue}`)
        ]
      : [`Curbside could not start: ${errorName(thrown)}${listenAddress(thrown)}`]
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exit(1)
}

/** A port that is taken is named: it is the configuration's, not the record's. */
function listenAddress(thrown: unknown): string {
  const listening = thrown instanceof Error && Reflect.get(thrown, 'syscall') === 'listen'
  return listening ? ` (listen: ${config.listen.host}, port ${config.listen.port})` : ''
}

// A fault that nobody caught ends the process, with its class and nothing of its text: library
// errors hold URLs and bodies.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (thrown: unknown) => {
    process.stderr.write(`Curbside ends after an uncaught fault: ${errorName(thrown)}\n`)
    process.exit(1)
  })
}

const config = (() => {
  try {
    return loadConfig(process.env)
  } catch (thrown) {
    return stopStart(thrown)
  }
})()

try {
  const app = await buildApp(config, {
    clock: systemClock(config.development.asOf),
    ids: randomIds
  })
  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) return
    stopping = true
    // The grace is for calls under way and the model's thinking; then the process ends anyway.
    setTimeout(() => process.exit(1), limits.shutdownGraceMs + 2_000).unref()
    app.close().then(
      () => process.exit(0),
      (thrown: unknown) => {
        process.stderr.write(
          `Curbside could not stop cleanly after ${signal}: ${errorName(thrown)}\n`
        )
        process.exit(1)
      }
    )
  }
  // A second signal changes nothing: npm passes on a Ctrl-C that the terminal has sent already.
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  await app.listen(config.listen)
} catch (thrown) {
  stopStart(thrown)
}
