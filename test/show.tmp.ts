import {
  chartOfRecord,
  publishedPeople,
  recordOfPerson
} from '/work/w-form/test/support/published-charts.ts'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { readFileSync } from 'node:fs'
const calls = readFileSync('/work/shared/data/model-answers/blind/calls.ndjson', 'utf8')
  .trim()
  .split('\n')
  .map((l) => JSON.parse(l))
const want = process.argv[2]
const t: number[] = []
for (const p of publishedPeople()) {
  const call = calls.find((c) => c.record.startsWith(p.name))
  if (!call) continue
  const rec = await recordOfPerson(p)
  const { outcome } = chartOfRecord(rec, { ...p, asOf: call.asOf })
  if (outcome.outcome !== 'clean') {
    console.log('closed')
    continue
  }
  const n = countTokens(outcome.value.chart.review)
  t.push(n)
  console.log('##', p.name, n, outcome.value.chart.size.characters)
  if (want && p.name.includes(want)) console.log(outcome.value.chart.review)
}
t.sort((a, b) => a - b)
console.log('median', t[Math.floor(t.length / 2)], 'max', t.at(-1))
