import { buildKnowledge } from './knowledge.ts'
import type { Knowledge } from './knowledge.ts'
import allergies from './tables/allergies.json' with { type: 'json' }
import contraindications from './tables/contraindications.json' with { type: 'json' }
import coverage from './tables/coverage.json' with { type: 'json' }
import doses from './tables/doses.json' with { type: 'json' }
import drugSets from './tables/drug-sets.json' with { type: 'json' }
import duplicates from './tables/duplicates.json' with { type: 'json' }
import effects from './tables/effects.json' with { type: 'json' }
import interactions from './tables/interactions.json' with { type: 'json' }
import monitoring from './tables/monitoring.json' with { type: 'json' }
import orderSets from './tables/order-sets.json' with { type: 'json' }
import results from './tables/results.json' with { type: 'json' }
import retests from './tables/retests.json' with { type: 'json' }
import sources from './tables/sources.json' with { type: 'json' }
import stopping from './tables/stopping.json' with { type: 'json' }
import { drugSetsSchema, orderSetsSchema, sourcesSchema, tableSchemas } from './tables.ts'

/** The tables that ship with Curbside. A file that breaks its schema stops the start. */
export const embeddedKnowledge: Knowledge = buildKnowledge(
  {
    interactions: tableSchemas.interactions.parse(interactions).rows,
    allergies: tableSchemas.allergies.parse(allergies).rows,
    contraindications: tableSchemas.contraindications.parse(contraindications).rows,
    doses: tableSchemas.doses.parse(doses).rows,
    duplicates: tableSchemas.duplicates.parse(duplicates).rows,
    results: tableSchemas.results.parse(results).rows,
    monitoring: tableSchemas.monitoring.parse(monitoring).rows,
    retests: tableSchemas.retests.parse(retests).rows,
    effects: tableSchemas.effects.parse(effects).rows,
    stopping: tableSchemas.stopping.parse(stopping).rows,
    coverage: tableSchemas.coverage.parse(coverage).rows
  },
  {
    sets: drugSetsSchema.parse(drugSets).sets,
    sources: sourcesSchema.parse(sources).sources,
    orderSets: orderSetsSchema.parse(orderSets).sets
  }
)
