import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

const lastWordsMax = 20
const tellEveryMs = 10_000
/** The child ends with this process, however this one ends. */
const endWithParent = new URL('../../testbed/end-with-parent.ts', import.meta.url).href
const stopWithinMs = 5000

/** One part of the demo running in a process of its own. */
export interface Child {
  readonly name: string
  /** Resolves when the process has ended, however it did. */
  readonly ended: Promise<ChildEnd>
  /**
   * Resolves when `url` answers 200; false when the process ended first. It waits as long as the
   * process lives, and tells `waiting` now and then for how many seconds it has.
   */
  readyAt(url: string, waiting?: (seconds: number) => void): Promise<boolean>
  stop(): Promise<void>
}

export interface ChildEnd {
  readonly how: string
  readonly lastWords: readonly string[]
}

/** Starts a TypeScript file of ours on the same Node, keeping its last lines for when it dies. */
export function startChild(given: {
  readonly name: string
  readonly args: readonly string[]
  readonly folder: string
  readonly environment?: Readonly<Record<string, string>>
  readonly verbose: boolean
}): Child {
  const child = spawn(process.execPath, ['--import', endWithParent, ...given.args], {
    cwd: given.folder,
    env: { ...process.env, ...given.environment },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let lastWords: string[] = []
  const listen = (text: string) => {
    if (given.verbose) process.stderr.write(text)
    lastWords = [...lastWords, ...text.split('\n').filter((line) => line !== '')]
    lastWords = lastWords.slice(-lastWordsMax)
  }
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', listen)

  // Whatever ends this process, its children do not outlive it.
  const kill = () => void child.kill()
  process.once('exit', kill)
  let hasEnded = false
  const ended = new Promise<ChildEnd>((resolve) => {
    const end = (how: string) => {
      hasEnded = true
      process.off('exit', kill)
      resolve({ how, lastWords })
    }
    child.once('error', (error) => end(error.message))
    child.once('close', (code, signal) =>
      end(signal === null ? `exit code ${code}` : `signal ${signal}`)
    )
  })
  return {
    name: given.name,
    ended,
    readyAt: async (url, waiting = () => undefined) => {
      const startedMs = performance.now()
      const tell = () => waiting(Math.round((performance.now() - startedMs) / 1000))
      const telling = setInterval(tell, tellEveryMs)
      try {
        while (!hasEnded) {
          if (await answers(url)) return true
          await sleep(100)
        }
        return false
      } finally {
        clearInterval(telling)
      }
    },
    stop: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
      await ended
      clearTimeout(timer)
    }
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
