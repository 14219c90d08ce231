import { CurbsideError, errorName } from '../ground/errors.ts'

/**
 * Runs one piece of work on the database. Whatever the driver throws leaves as
 * CURBSIDE_STORE_UNAVAILABLE: its text can hold values of a row, so only its code goes on, as the
 * cause's message (a SQLSTATE such as `57014`, or a class name).
 */
export async function guardFailures<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (thrown) {
    if (thrown instanceof CurbsideError) throw thrown
    const word = sqlState(thrown) ?? errorName(thrown)
    throw new CurbsideError('CURBSIDE_STORE_UNAVAILABLE', { cause: new Error(word) })
  }
}

/** SQLSTATE (PostgreSQL, Appendix A): five digits or capitals, which say nothing of a row. */
function sqlState(thrown: unknown): string | undefined {
  const code: unknown = thrown instanceof Error ? Reflect.get(thrown, 'code') : undefined
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined
}
