/*
 * Loaded into the attacked process with --import: on SIGUSR2 it collects garbage and says how much
 * memory is left, as one line of its log. What stays after a collection is what would grow.
 */
process.on('SIGUSR2', () => {
  for (let turn = 0; turn < 3; turn += 1) globalThis.gc?.()
  process.stdout.write(`${JSON.stringify({ event: 'memory', ...process.memoryUsage() })}\n`)
})
