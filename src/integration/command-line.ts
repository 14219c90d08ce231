import { parseArgs } from 'node:util'
import type { Config } from '../process/config.ts'
import { CurbsideError, errorName, errorTable } from '../ground/errors.ts'
import type { Ehr } from '../ehrs/ehr.ts'

/** Said to whoever started a command; never holds a value that was given, for it may be a token. */
export class UsageError extends Error {}

/** What came in between, said without the usage; the same holds for its text. */
export class CannotRun extends Error {}

/** Somebody asked how the command is used: that is no fault. */
class HelpAsked extends Error {}

/** What a command hands to its process. Exit code 0: fine, 1: faults, 2: could not run. */
export interface CommandResult {
  readonly out: string
  readonly said: string
  readonly exitCode: 0 | 1 | 2
}

/** Runs a command; what keeps it from running becomes exit code 2 with one line per reason. */
export async function runCommand(
  usage: string,
  run: () => Promise<{ readonly out: string; readonly exitCode: 0 | 1 }>
): Promise<CommandResult> {
  try {
    return { ...(await run()), said: '' }
  } catch (thrown) {
    if (thrown instanceof HelpAsked) return { out: `${usage}\n`, said: '', exitCode: 0 }
    return { out: '', said: `${reasons(thrown, usage).join('\n')}\n`, exitCode: 2 }
  }
}

function reasons(thrown: unknown, usage: string): readonly string[] {
  if (thrown instanceof UsageError) return [thrown.message, '', usage]
  if (thrown instanceof CannotRun) return [thrown.message]
  if (thrown instanceof CurbsideError) {
    return [`${thrown.code}: ${errorTable[thrown.code].help}`, ...thrown.issues]
  }
  return [`The command could not run: ${errorName(thrown)}`]
}

type OptionKinds = Readonly<Record<string, 'text' | 'flag'>>
type Options<Kinds extends OptionKinds> = {
  readonly [Name in keyof Kinds]: Kinds[Name] extends 'flag' ? boolean : string | undefined
}

/** Reads `--name value` and flags; `--help` alone is answered. Throws UsageError for anything else. */
export function readOptions<const Kinds extends OptionKinds>(
  args: readonly string[],
  kinds: Kinds
): Options<Kinds> {
  if (args.includes('--help')) throw new HelpAsked()
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) }
    ])
  )
  try {
    const { values } = parseArgs({ args: [...args], options, allowPositionals: false })
    const read = Object.entries(kinds).map(([name, kind]) => [
      name,
      kind === 'flag' ? values[name] === true : values[name]
    ])
    return Object.fromEntries(read) as Options<Kinds>
  } catch {
    // The parser's message repeats what was typed.
    throw new UsageError('An option is unknown or lacks its value.')
  }
}

/** The EHR that `--ehr` names. */
export function ehrOf(config: Config, id: string | undefined): Ehr {
  const ehr = config.ehrs.find((each) => each.id === id)
  if (ehr !== undefined) return ehr
  const known = config.ehrs.map((each) => each.id).join(', ')
  throw new UsageError(`--ehr must name a configured EHR: ${known}.`)
}

/**
 * A secret of the command line: `env:NAME` is read from the environment, which keeps it out of the
 * list of processes and out of what npm prints before it starts a script.
 */
export function secretOf(
  value: string | undefined,
  environment: Readonly<Record<string, string | undefined>>
): string | undefined {
  if (value?.startsWith('env:') !== true) return value
  const name = value.slice('env:'.length)
  const found = environment[name]
  if (found === undefined || found === '') {
    throw new UsageError(`The environment variable ${name} is not set.`)
  }
  return found.trim()
}
