import { feedbackAndSecurity } from './requirements/feedback-and-security.ts'
import { requestAndPrefetch } from './requirements/request-and-prefetch.ts'
import type { Requirement } from './requirements/requirement.ts'
import { response } from './requirements/response.ts'
import { transportAndDiscovery } from './requirements/transport-and-discovery.ts'

/*
 * What CDS Hooks asks of a service, as data: each with its level, the versions that say it, and
 * where. Tests cite the ids through verifies(); requirements.test.ts fails on one that is neither
 * cited nor deferred. Curbside claims 2.0.1, accepts requests of 1.0 to 3.0, and sends what all of
 * them understand. The number in an id is its place in the list: transport and discovery 1-21,
 * request and prefetch 22-54, response 55-91, feedback 92-99, security 100-116, errors 117-119,
 * extensions 120-122.
 */
export const requirements = {
  ...transportAndDiscovery,
  ...requestAndPrefetch,
  ...response,
  ...feedbackAndSecurity
} as const satisfies Readonly<Record<string, Requirement>>

export type RequirementId = keyof typeof requirements

/** Its place in the list. */
export const numberOf = (id: RequirementId): number => Number(id.slice(2, 5))
