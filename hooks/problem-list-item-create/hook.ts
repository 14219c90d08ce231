import { factsInContext } from '../../src/services/facts-in-context.ts'
import type { HookCode } from '../../src/services/service-contract.ts'

/** What problem-list-item-create brings: the problems that were just added to the list. */
export const hookCode: HookCode = {
  needs: ['conditions'],
  subjects: ({ context }) => factsInContext(context.conditions ?? [], 'Condition')
}
