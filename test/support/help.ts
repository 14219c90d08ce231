/** Answers `--help` with the usage and ends the process; otherwise does nothing. */
export function answerHelp(usage: string): void {
  if (!process.argv.includes('--help')) return
  process.stdout.write(`${usage}\n`)
  process.exit(0)
}
