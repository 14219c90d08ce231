import { dateOfEpochDay } from '../clinical/clinical-date.ts'
import type { ClinicalDate } from '../clinical/clinical-date.ts'
import type { Aliases, AliasTarget } from './chart.ts'
import type { AliasLetter, AliasSlot, Part } from './chart-line.ts'
import type { ChartTime } from './chart-time.ts'

/**
 * Aliases are counters, never hashes: 45 CFR 164.514(c)(1) allows only codes that are not derived
 * from information about the patient. One for each resource, in the order in which lines first
 * speak of it; components of one Observation have one each, so that each can be cited alone.
 */
export class AliasTable {
  readonly #byTarget = new Map<unknown, string>()
  readonly #counts = new Map<AliasLetter, number>()
  readonly #shown = new Map<string, AliasTarget>()

  /** Gives every slot of a line its alias, if it has none yet. */
  assign(parts: readonly Part[]): void {
    for (const part of parts) if (typeof part !== 'string') this.#aliasOf(part)
  }

  /** How many characters `write` would give. */
  lengthOf(parts: readonly Part[]): number {
    return parts.reduce(
      (sum, part) => sum + (typeof part === 'string' ? part : this.#aliasOf(part)).length,
      0
    )
  }

  /** The line's text. Only what has been written can be resolved afterwards. */
  write(parts: readonly Part[]): string {
    return parts
      .map((part) => {
        if (typeof part === 'string') return part
        const alias = this.#aliasOf(part)
        this.#shown.set(alias, targetOf(part))
        return alias
      })
      .join('')
  }

  /** The alias under which a resource of the record has been shown. */
  aliasOf(reference: string): string | undefined {
    const alias = this.#byTarget.get(reference)
    return alias !== undefined && this.#shown.has(alias) ? alias : undefined
  }

  /** An alias for a draft order: a new one, even when the record holds the same resource. */
  writeOrder(letter: AliasLetter, reference: string): string {
    const alias = this.#next(letter)
    this.#shown.set(alias, { kind: 'order', reference })
    return alias
  }

  /** What the aliases in the chart stand for; an alias that was not written is unknown. */
  aliases(time: ChartTime, today: ClinicalDate): Aliases {
    const shown = new Map(this.#shown)
    return {
      resolve: (alias) => shown.get(alias),
      dateOf: (day) => time.dateOf(day),
      daysBack: (days) => dateOfEpochDay(today.epochDay - Math.min(days, daysBackMax)).iso
    }
  }

  #aliasOf(slot: AliasSlot): string {
    const target = identityOf(slot)
    const known = this.#byTarget.get(target)
    if (known !== undefined) return known
    const alias = this.#next(slot.letter)
    this.#byTarget.set(target, alias)
    return alias
  }

  #next(letter: AliasLetter): string {
    const count = (this.#counts.get(letter) ?? 0) + 1
    this.#counts.set(letter, count)
    return `${letter}${count}`
  }
}

// Longer than a life: as far as any record can be searched.
const daysBackMax = 200 * 366

/** What two slots have in common that are one alias. */
function identityOf(slot: AliasSlot): unknown {
  if ('absence' in slot) return slot.absence
  if ('computed' in slot) return `computed ${slot.computed}`
  if ('patient' in slot) return 'patient'
  return slot.component === undefined ? slot.reference : `${slot.reference} ${slot.component}`
}

function targetOf(slot: AliasSlot): AliasTarget {
  if ('absence' in slot) return { kind: 'absence', absence: slot.absence }
  if ('computed' in slot) return { kind: 'computed', name: slot.computed }
  if ('patient' in slot) return { kind: 'patient' }
  const { reference, component } = slot
  return { kind: 'resource', reference, ...(component !== undefined && { component }) }
}
