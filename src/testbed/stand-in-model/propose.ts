import { readChartMessage } from './chart-text.ts'
import { ironDeficiency, wasting } from './scripts/blood.ts'
import { highCalcium, lowPotassium, lowSodium } from './scripts/electrolytes.ts'
import { invented } from './scripts/invented.ts'
import {
  fallingFiltration,
  highHba1c,
  metforminInLowFiltration
} from './scripts/kidney-and-glucose.ts'
import { orderScripts } from './scripts/orders.ts'
import type { Script, ScriptedFinding } from './scripts/script.ts'

const scripts: readonly Script[] = [
  ironDeficiency,
  wasting,
  highCalcium,
  lowPotassium,
  lowSodium,
  fallingFiltration,
  metforminInLowFiltration,
  highHba1c,
  ...orderScripts
]

export interface ScriptedAnswer {
  readonly proposal: {
    readonly findings: readonly ScriptedFinding[]
    readonly couldNotAssess: readonly { readonly thing: string; readonly text: string }[]
  }
  /** Names of the scripts that matched, for tests. */
  readonly matched: readonly string[]
  readonly slow: boolean
}

/** What the scripts say to a user message: the same answer to the same text, always. */
export function propose(message: string): ScriptedAnswer {
  const chart = readChartMessage(message)
  if (chart === undefined) {
    return { proposal: { findings: [], couldNotAssess: [] }, matched: [], slow: false }
  }
  const found = scripts
    .filter((script) => script.ask === chart.ask)
    .map((script) => ({ script, findings: script.find(chart) }))
    .filter(({ findings }) => findings.length > 0)
  const findings = [...found.flatMap((one) => one.findings).slice(0, 7), ...invented(chart)]
  return {
    proposal: { findings, couldNotAssess: [] },
    matched: found.map(({ script }) => script.name),
    slow: found.some(({ script }) => script.slow === true)
  }
}
