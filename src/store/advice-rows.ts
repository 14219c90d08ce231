import type { Kysely } from 'kysely'
import { AdviceHeaderSchema, FindingsSchema } from './advice-body.ts'
import { storableText } from './storable-text.ts'
import type { Store, StoredAdvice } from './store.ts'
import type { AdviceTable, Tables } from './tables.ts'

/** Advice for this exact chart that has not expired; undefined also when it no longer parses. */
export async function findAdvice(
  database: Kysely<Tables>,
  given: Parameters<Store['findAdvice']>[0]
): Promise<StoredAdvice | undefined> {
  const row = await database
    .selectFrom('advice')
    .selectAll()
    .where('ehr_id', '=', given.ehrId)
    .where('key', '=', given.key)
    .where('expires_at_ms', '>', Math.round(given.nowMs))
    .executeTakeFirst()
  return row === undefined ? undefined : storedAdvice(row)
}

/** The newest answer for a chart takes the place of an older one. */
export async function saveAdvice(database: Kysely<Tables>, advice: StoredAdvice): Promise<void> {
  const content = {
    patient_id: storableText(advice.patientId),
    part: advice.part,
    findings: JSON.stringify(advice.findings),
    ending: advice.ending,
    could_not_assess: JSON.stringify(advice.couldNotAssess),
    stored_at_ms: Math.round(advice.storedAtMs),
    expires_at_ms: Math.round(advice.expiresAtMs)
  }
  await database
    .insertInto('advice')
    .values({ ehr_id: advice.ehrId, key: advice.key, ...content })
    .onConflict((conflict) => conflict.columns(['ehr_id', 'key']).doUpdateSet(content))
    .execute()
}

function storedAdvice(row: AdviceTable): StoredAdvice | undefined {
  const findings = FindingsSchema.safeParse(parsedJson(row.findings))
  const header = AdviceHeaderSchema.safeParse({
    part: row.part,
    ending: row.ending,
    couldNotAssess: parsedJson(row.could_not_assess)
  })
  if (!findings.success || !header.success) return undefined
  return {
    ehrId: row.ehr_id,
    patientId: row.patient_id,
    key: row.key,
    ...header.data,
    findings: findings.data,
    storedAtMs: row.stored_at_ms,
    expiresAtMs: row.expires_at_ms
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
