/*
 * Loaded into a child process by --import: the child ends when the process that started it is gone,
 * even when that one was killed and could send no signal. An orphan gets another parent.
 */

const checkEveryMs = 500
const parent = process.ppid

setInterval(() => {
  if (process.ppid !== parent) process.exit(1)
}, checkEveryMs).unref()
