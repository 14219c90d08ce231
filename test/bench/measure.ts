/** Milliseconds of every run, smallest first. */
export type Samples = readonly number[]

/** One figure beside its floor, measured in turns so that both meet the same machine. */
export interface Measured {
  readonly name: string
  readonly floorName: string
  readonly figure: Samples
  readonly floor: Samples
}

/** Runs floor and figure in turns, `rounds` times after `warmUp` more; each gets the round's number. */
export async function inTurns(given: {
  readonly name: string
  readonly floorName: string
  readonly warmUp: number
  readonly rounds: number
  readonly figure: (round: number) => Promise<number> | number
  readonly floor: (round: number) => Promise<number> | number
}): Promise<Measured> {
  const figure: number[] = []
  const floor: number[] = []
  for (let round = 0; round < given.warmUp + given.rounds; round += 1) {
    const floorMs = await given.floor(round)
    const figureMs = await given.figure(round)
    if (round < given.warmUp) continue
    floor.push(floorMs)
    figure.push(figureMs)
  }
  const { name, floorName } = given
  return { name, floorName, figure: sorted(figure), floor: sorted(floor) }
}

/** Nearest rank: the smallest sample that `percent` of all samples do not exceed. */
export function percentile(samples: Samples, percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * samples.length))
  return samples[rank - 1] ?? Number.NaN
}

/** How long the work took, in milliseconds. */
export function timed(work: () => unknown): number {
  const startedMs = performance.now()
  work()
  return performance.now() - startedMs
}

/** A table of medians and 95th percentiles, each with its floor and their ratio. */
export function table(measured: readonly Measured[]): string {
  const rows = measured.flatMap((one) =>
    [50, 95].map((percent) => {
      const [figure, floor] = [percentile(one.figure, percent), percentile(one.floor, percent)]
      return [
        percent === 50 ? one.name : '',
        percent === 50 ? String(one.figure.length) : '',
        `p${percent}`,
        figure.toFixed(2),
        floor.toFixed(2),
        `${(figure / floor).toFixed(1)} x`,
        percent === 50 ? one.floorName : ''
      ]
    })
  )
  const head = ['what', 'runs', '', 'ms', 'floor ms', 'ratio', 'floor']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0))
  )
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}

const sorted = (samples: readonly number[]): Samples => samples.toSorted((a, b) => a - b)
