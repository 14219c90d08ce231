import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endsWithParent } from '../support/server-process.ts'

export interface Ran {
  readonly out: string
  readonly said: string
  readonly exitCode: number | null
}

/** A folder for one test, gone at its end. */
export async function aFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'curbside-command-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** Runs a command as its npm script does, in a process of its own. */
export async function runScript(
  command: 'registration' | 'ehr-check' | 'call',
  args: readonly string[],
  given: { readonly config?: unknown; readonly environment?: Readonly<Record<string, string>> } = {}
): Promise<Ran> {
  await using folder = await aFolder()
  const file = join(folder.path, 'curbside.json')
  if (given.config !== undefined) await writeFile(file, JSON.stringify(given.config))
  const child = spawn(
    process.execPath,
    [...endsWithParent, `src/integration/${command}/main.ts`, ...args],
    {
      cwd: join(import.meta.dirname, '..', '..'),
      env: {
        ...given.environment,
        ...(given.config === undefined ? {} : { CURBSIDE_CONFIG: file })
      },
      stdio: ['ignore', 'pipe', 'pipe']
    }
  )
  const [out, said, exitCode] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve))
  ])
  return { out, said, exitCode }
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const piece of stream) text += String(piece)
  return text
}
