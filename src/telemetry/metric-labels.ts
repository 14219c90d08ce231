import { unknownReasons } from '../cds-hooks/prefetch.ts'
import { modelLimits } from '../model/model.ts'

/** The closed sets that labels of metrics take their values from. */

export const callOutcomes = [
  'cards',
  'empty',
  'thinking',
  'degraded',
  'shadow',
  'off',
  'refused',
  'error'
] as const
export const cardOrigins = ['rule', 'model', 'notice'] as const
export const feedbackOutcomes = ['accepted', 'overridden'] as const
export const heldForWhom = ['user', 'everyone'] as const
export const parts = ['review', 'moment'] as const
export const deployments = ['default', 'fast'] as const
export const notSentReasons = ['breaker', ...modelLimits] as const
export const gapReasons = [
  ...unknownReasons,
  'more-pages',
  'capped',
  'unreadable',
  'withheld',
  'as-sent',
  'not-found'
] as const
export const storeOperations = [
  'remember-token',
  'issued-cards',
  'held-back',
  'feedback',
  'find-advice',
  'save-advice',
  'claim-advice',
  'sweep',
  'invocation',
  'ping'
] as const

/** From a cached answer to the longest that an EHR may be configured to wait. */
export const answerBucketsMs = [
  25, 50, 100, 250, 500, 750, 1000, 1500, 2000, 3000, 4000, 5000, 7500, 10000, 20000, 30000
] as const

/** A verdict on one finding is a matter of microseconds; above a few milliseconds it is a fault. */
export const verifiedBucketsMs = [0.25, 0.5, 1, 2, 5, 10, 25, 50, 100, 500] as const
