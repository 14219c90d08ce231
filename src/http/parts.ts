import type { Outside } from '../advise.ts'
import type { Clock, Ids } from '../clock.ts'
import type { Model } from '../model/model.ts'
import type { Service } from '../services/service-contract.ts'
import type { Store } from '../store/store.ts'
import type { Bookkeeping } from './bookkeeping.ts'
import type { ClientAuthentication } from './client-jwt.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

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
