import type { Outside } from '../call/outside.ts'
import type { Clock, Ids } from '../ground/clock.ts'
import type { Model } from '../model/model.ts'
import type { Service } from '../services/service-contract.ts'
import type { Store } from '../store/store.ts'
import type { Bookkeeping } from '../telemetry/bookkeeping.ts'
import type { ClientAuthentication } from './client-jwt.ts'
import type { Log } from '../telemetry/log.ts'
import type { Metrics } from '../telemetry/metrics.ts'

/** What the routes are built from: made once, at start. */
export interface Parts {
  readonly publicUrl: string
  readonly transparencyUrl: string
  readonly services: ReadonlyMap<string, Service>
  readonly authentication: ClientAuthentication
  readonly discoveryNeedsToken: boolean
  /** Of all EHRs: browsers elsewhere are not answered. */
  readonly corsOrigins: ReadonlySet<string>
  readonly store: Store
  readonly outside: Outside
  readonly model: Model
  readonly audit: Bookkeeping
  readonly log: Log
  readonly metrics: Metrics
  readonly clock: Clock
  readonly ids: Ids
}
