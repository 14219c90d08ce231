import { createHash } from 'node:crypto'
import type { Finding } from '../findings/finding.ts'

/**
 * The facts a finding rests on, hashed: an override holds until they change. Evidence text holds
 * values and true dates, never a relative time, so a new day alone changes nothing. The order is
 * part of them with its dose: 80 mg is another matter than the 40 mg that were overridden.
 */
export function factsSha256(finding: Finding): string {
  const evidence = finding.evidence.map(({ reference, text }) => `${reference}\n${text}`)
  const facts = [...evidence, ...(finding.facts ?? [])].toSorted()
  const { label = '', dailyDose } = finding.about?.medication ?? {}
  const about = dailyDose === undefined ? label : `${label}\n${dailyDose.value} ${dailyDose.unit}`
  return createHash('sha256')
    .update([finding.matter, about, ...finding.missing, ...facts].join('\n\n'))
    .digest('hex')
}
