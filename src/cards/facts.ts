import { createHash } from 'node:crypto'
import type { Finding } from '../findings/finding.ts'

/**
 * The facts a finding rests on, hashed: an override holds until they change. Evidence text holds
 * values and true dates, never a relative time, so a new day alone changes nothing.
 */
export function factsSha256(finding: Finding): string {
  const facts = finding.evidence.map(({ reference, text }) => `${reference}\n${text}`).toSorted()
  const about = finding.about?.medication?.label ?? ''
  return createHash('sha256')
    .update([finding.matter, about, ...finding.missing, ...facts].join('\n\n'))
    .digest('hex')
}
