/*
 * A process that was too busy to end a wait on time ends the next ones earlier, so that answers
 * stay within their time: over a socket, with a model that is silent and a loop that is held up.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { aRequest, runCurbside } from '../support/curbside.ts'
import { aPatient } from '../support/records.ts'
import { ScriptedModel, anEnd } from '../support/scripted-model.ts'
import type { ScriptedCall } from '../support/scripted-model.ts'

const answerWithinMs = 1_500
const usualReserveMs = 120
const heldUpMs = 150

const silent: ScriptedCall = async function* (_ask, signal) {
  await sleep(answerWithinMs + 500, undefined, { signal }).catch(() => undefined)
  yield anEnd({ ending: 'late' })
}

// Once more where the machine itself held a call up.
test('a wait that ended late makes the next one end earlier', { retry: 3 }, async () => {
  const model = new ScriptedModel(silent, silent)
  await using curbside = await runCurbside({ model, ehr: { answerWithinMs } })
  const ask = (patientId: string) =>
    curbside.call(
      'patient-view',
      aRequest({
        context: { userId: 'Practitioner/d1', patientId },
        prefetch: { patient: aPatient({ id: patientId }) }
      })
    )
  const first = ask('p1')
  await sleep(answerWithinMs - usualReserveMs - 20)
  const untilMs = performance.now() + heldUpMs
  while (performance.now() < untilMs); // nothing else runs
  await first
  const { elapsedMs } = await ask('p2')
  expect(elapsedMs).toBeLessThan(answerWithinMs - usualReserveMs - 30)
  expect(elapsedMs).toBeGreaterThan(answerWithinMs * 0.8)
})
