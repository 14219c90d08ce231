import { readChartMessage } from './chart-text.ts'
import type { Faults } from './faults.ts'
import { obeying } from './obeying.ts'
import { invented } from './scripts/invented.ts'
import { says, type ScriptedFinding } from './scripts/script.ts'

/** The words of a fault, instead of what the scripts say; undefined when none is asked for. */
export function faultyText(
  faults: Faults,
  userText: string,
  usual: { readonly findings: readonly ScriptedFinding[] }
): string | undefined {
  if (faults.answer !== undefined) return faults.answer
  if (faults.wrongShape === true) return '{"summary":"The patient is fine.","score":0.97}'
  if (faults.invented === true) return proposal(onlyInvented(userText))
  if (faults.obey === true) {
    // First, where what comes later about the same would be taken for a repetition.
    return proposal([...obeying(userText, faults.obeyWord), ...usual.findings].slice(0, 8))
  }
  if (faults.hugeCharacters !== undefined) {
    return proposal(usual.findings, [{ thing: 'test', text: 'x'.repeat(faults.hugeCharacters) }])
  }
  return undefined
}

const proposal = (
  findings: readonly ScriptedFinding[],
  couldNotAssess: readonly unknown[] = []
): string => JSON.stringify({ findings, couldNotAssess })

/** A value that does not stand there, and lines that nobody has written. */
function onlyInvented(userText: string): readonly ScriptedFinding[] {
  const chart = readChartMessage(userText)
  const nowhere = [
    { kind: 'value' as const, alias: 'O9001', value: 42, unit: 'mg/dL', day: -1 },
    { kind: 'condition' as const, alias: 'C9001', status: 'active' as const },
    { kind: 'drug' as const, alias: 'M9001', status: 'active' as const }
  ]
  return [
    ...(chart === undefined ? [] : invented(chart)),
    ...nowhere.map((fact) =>
      says({ facts: [fact], meanings: [{ relation: 'worsening', subjects: [0] }] })
    )
  ]
}
