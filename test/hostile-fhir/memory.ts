import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * How much memory a process of ours holds and has held, in MB, as the kernel counts it. Undefined
 * where the kernel does not tell (only Linux has these files).
 */
export function memoryOf(pid: number) {
  const [status, clear] = [`/proc/${pid}/status`, `/proc/${pid}/clear_refs`]
  if (!existsSync(clear)) return undefined
  const read = (name: string): number => {
    const kilobytes = new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(readFileSync(status, 'utf8'))
    return Number(kilobytes?.[1]) / 1_000
  }
  return {
    nowMb: () => read('VmRSS'),
    /** The most since `forgetPeak`. */
    peakMb: () => read('VmHWM'),
    // proc(5): writing 5 resets the peak to what is held now.
    forgetPeak: () => writeFileSync(clear, '5')
  }
}
