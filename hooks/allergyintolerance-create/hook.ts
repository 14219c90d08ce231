import { factsInContext } from '../../src/services/facts-in-context.ts'
import type { HookCode } from '../../src/services/service-contract.ts'

/** What allergyintolerance-create brings: the allergy that is being recorded. */
export const hookCode: HookCode = {
  needs: ['allergyIntolerance'],
  subjects: ({ context }) => factsInContext(context.allergyIntolerance ?? [], 'AllergyIntolerance')
}
