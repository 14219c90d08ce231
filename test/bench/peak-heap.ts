import { GCProfiler, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/**
 * The most that the heap held while the work was done, in bytes above what it held before, garbage
 * that was not yet collected included: read at each collection, and at the end.
 */
export function peakHeapBytes(work: () => unknown): number {
  collect()
  const before = process.memoryUsage().heapUsed
  const profiler = new GCProfiler()
  profiler.start()
  work()
  const atEnd = process.memoryUsage().heapUsed
  const atCollections = profiler
    .stop()
    .statistics.map(({ beforeGC }) => beforeGC.heapStatistics.usedHeapSize)
  return Math.max(atEnd, ...atCollections) - before
}
