import type { HookCode } from '../../src/services/service-contract.ts'

/** An appointment adds no order; without one there is no booking to speak of. */
export const hookCode: HookCode = { needs: ['appointments'], subjects: () => ({ about: 'record' }) }
