// Spellings of one unit. UCUM on the right; the left is how units stand in results and in prose.
const spellings: readonly (readonly [RegExp, string])[] = [
  [/[\u00b5\u03bc]/g, 'u'],
  [/\bmcg\b/g, 'ug'],
  [/\{1\.73_?m2\}/g, '1.73m2'],
  [/1\.73\s*(?:sq\.?\s*m|m\^2|m\*\*2|m\u00b2|m2)/g, '1.73m2'],
  // UCUM annotations say what is counted, not how: {score}, {beats}, %{HbA1c}.
  [/\{[^}]*\}|^\(score\)$/g, ''],
  [/(?<=\/)minute\b/g, 'min'],
  [/\bbeats(?=\/min)|\bbreaths(?=\/min)/g, ''],
  [/^(?:bpm|per minute|beats per minute)$/g, '/min'],
  [/mm\[hg\]|mm\s?hg/g, 'mmhg'],
  [/\u00b0\s?c\b|\bdeg\s?c\b/g, 'cel'],
  [/\[degf\]|\u00b0\s?f\b|\bdeg\s?f\b/g, 'degf'],
  [/\[lb_av\]|\blbs?\b/g, 'lb'],
  [/\[in_i\]|\binch(?:es)?\b/g, 'in'],
  [/\[i?iu\]|\[iu\]/g, 'iu'],
  [/x?\s?10[*^](\d+)/g, '10^$1'],
  // The same number of cells: thousands in a microlitre, 10^9 in a litre.
  [/^(?:k\/ul|10\^9\/l|10\^3\/mm3|g\/l\(cells\))$/g, '10^3/ul'],
  [/^(?:m\/ul|10\^12\/l|10\^6\/mm3)$/g, '10^6/ul'],
  [/^(?:percent|pct)$/g, '%'],
  [/m\^2|m\u00b2/g, 'm2']
]

/**
 * Whether two units are spellings of one. No conversion: mmol/L is not mEq/L, mL/min is not
 * mL/min/1.73m2. A unit left out is the same only as none.
 */
export function sameUnit(
  claimed: string | null | undefined,
  recorded: string | undefined
): boolean {
  const [one, other] = [claimed ?? '', recorded ?? '']
  return plainUnit(one) === plainUnit(other) && countsTheSame(one, other)
}

/** Annotations may be left out; two of them must not name different things ({score}, {INR}). */
function countsTheSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((unit) => /\{([^}]*)\}/.exec(unit.toLowerCase())?.[1])
  return (
    first === undefined ||
    second === undefined ||
    plainUnit(first).replace('_', '') === plainUnit(second).replace('_', '')
  )
}

function plainUnit(unit: string): string {
  let plain = unit.trim().toLowerCase()
  for (const [spelling, one] of spellings) plain = plain.replace(spelling, one)
  plain = plain.replace(/\s+/g, '')
  return plain === '1' ? '' : plain
}
