import type { Finding } from '../findings/finding.ts'

const weight = { critical: 0, warning: 1, info: 2 } as const

/**
 * Most important first: indicator, then a finding proper before "cannot assess", the selected
 * order before others, a rule before the model; the matter's name and its order's reference break
 * ties, so that the same findings always give the same cards.
 */
export function rank<Ranked extends Finding>(findings: readonly Ranked[]): readonly Ranked[] {
  const place = (finding: Finding): number[] => [
    weight[finding.indicator],
    finding.missing.length > 0 ? 1 : 0,
    finding.about === undefined || finding.about.selected ? 0 : 1,
    finding.origin === 'rule' ? 0 : 1
  ]
  return findings.toSorted((left, right) => {
    const [a, b] = [place(left), place(right)]
    const differs = a.findIndex((value, index) => value !== b[index])
    if (differs >= 0) return (a[differs] ?? 0) - (b[differs] ?? 0)
    return compare(tieBreaker(left), tieBreaker(right))
  })
}

const tieBreaker = ({ matter, about }: Finding): string => `${matter}\n${about?.reference ?? ''}`

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)
