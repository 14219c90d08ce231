/*
 * The thinking that outlives its call: who shares it, what ends it, what is kept of it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Aliases } from '../../src/chart/chart.ts'
import { systemClock } from '../../src/ground/clock.ts'
import { Consultations } from '../../src/reading/consult.ts'
import type { Consultation, Ended } from '../../src/reading/consult.ts'
import type { Flight } from '../../src/reading/flight.ts'
import type { ModelEvent } from '../../src/model/model.ts'
import type { ModelBudget } from '../../src/model/budget.ts'
import type { Store } from '../../src/store/store.ts'
import { backends, freshSchema, openForTest, unique } from '../store/open-for-test.ts'
import type { StoreForTest } from '../store/open-for-test.ts'
import { aRead } from '../model/a-proposal.ts'
import { arrives } from '../support/result-finding.ts'
import { aChart, anAsk } from '../model/an-ask.ts'
import { ScriptedModel, anEnd } from '../support/scripted-model.ts'
import type { ScriptedCall } from '../support/scripted-model.ts'
import { openStore } from '../../src/store/open-store.ts'

const aliases: Aliases = {
  resolve: (alias) => ({ kind: 'resource', reference: `Observation/${alias}` }),
  dateOf: () => '2026-11-20',
  daysBack: () => '2026-11-20'
}

function aConsultation(given: Partial<Consultation> = {}): Consultation {
  return {
    hookInstance: 'h1',
    ehrId: 'general',
    patientId: unique('patient'),
    digest: 'digest-1',
    ask: anAsk({ chart: aChart('R', 'M') }),
    aliases,
    adviceValidDays: 7,
    ...given
  }
}

/** Thinks until it is let go, or ended. */
function held(): { call: ScriptedCall; letGo(): void; readonly ended: boolean } {
  const going = Promise.withResolvers<undefined>()
  let ended = false
  return {
    async *call(_ask, signal) {
      yield arrives(aRead())
      const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve))
      await Promise.race([going.promise, aborted])
      ended = signal.aborted
      yield anEnd({ ending: ended ? 'late' : 'complete', promptTokens: 50, completionTokens: 50 })
    },
    letGo: () => going.resolve(undefined),
    get ended() {
      return ended
    }
  }
}

const now = AbortSignal.abort()

/** Until it has begun: the model was asked, and has said something. */
const begun = async (flight: Flight): Promise<void> => {
  await expect.poll(() => flight.findings.length, { interval: 5 }).toBe(1)
}

describe.for(backends)('on %s', (backend) => {
  let opened: StoreForTest
  beforeAll(async () => {
    opened = await openForTest(backend)
  })
  afterAll(async () => opened.close())

  function consultations(
    script: readonly ScriptedCall[],
    given: { store?: Store; budget?: ModelBudget; ehrId?: string; modelWithinMs?: number } = {}
  ) {
    const model = new ScriptedModel(...script)
    const ends: Ended[] = []
    const faults: unknown[] = []
    const consult = new Consultations({
      model,
      store: given.store ?? opened.store,
      clock: systemClock(),
      modelWithinMs: given.modelWithinMs ?? 5_000,
      budgets: new Map(
        given.budget === undefined ? [] : [[given.ehrId ?? 'general', given.budget]]
      ),
      owner: unique('replica'),
      onEnd: (ended) => ends.push(ended),
      onStoreFailure: (thrown) => faults.push(thrown),
      onFault: (thrown) => faults.push(thrown)
    })
    return { consult, model, ends, faults }
  }

  describe('a finding', () => {
    test('is told the moment it closes, and to who comes later as well', async () => {
      const thinking = held()
      const { consult } = consultations([thinking.call])
      const flight = consult.consult(aConsultation())
      const heard: string[] = []
      flight.follow(() => heard.push('first'))
      await expect.poll(() => heard).toEqual(['first'])
      const stop = flight.follow(() => heard.push('second'))
      expect(heard).toEqual(['first', 'second'])
      expect(flight.end).toBeUndefined()
      stop()
      thinking.letGo()
      expect((await flight.done).ending).toBe('complete')
    })

    test('on which one call fails is no fault of the others', async () => {
      const thinking = held()
      const { consult, faults } = consultations([thinking.call])
      const flight = consult.consult(aConsultation())
      let heard = 0
      flight.follow(() => {
        throw new Error('mine')
      })
      flight.follow(() => (heard += 1))
      thinking.letGo()
      expect([(await flight.done).ending, heard, faults.length]).toEqual(['complete', 1, 1])
    })
  })

  describe('a newer question about the same patient', () => {
    const newer = (one: Consultation): Consultation => ({ ...one, digest: 'digest-2' })

    test('ends an older one that nobody waits for, which is counted as superseded', async () => {
      const [old, next] = [held(), held()]
      const { consult, ends } = consultations([old.call, next.call])
      const one = aConsultation()
      const older = consult.consult(one)
      await older.wait(now)
      await begun(older)
      const flight = consult.consult(newer(one))
      expect((await older.done).ending).toBe('superseded')
      expect([old.ended, flight.end]).toEqual([true, undefined])
      next.letGo()
      await flight.done
      expect(ends.map(({ end }) => end.ending)).toEqual(['superseded', 'complete'])
    })

    test('leaves one alone that somebody waits for, until the last one leaves', async () => {
      const [old, next] = [held(), held()]
      const { consult } = consultations([old.call, next.call])
      const one = aConsultation()
      const older = consult.consult(one)
      const leaving = new AbortController()
      const waits = older.wait(leaving.signal)
      await begun(older)
      const flight = consult.consult(newer(one))
      await begun(flight)
      expect(older.end).toBeUndefined()
      leaving.abort()
      await waits
      expect((await older.done).ending).toBe('superseded')
      next.letGo()
      expect((await flight.done).ending).toBe('complete')
    })

    test.for<[string, (one: Consultation) => Consultation]>([
      ['of another patient', (one) => ({ ...one, patientId: unique('patient') })],
      ['of another EHR', (one) => ({ ...one, ehrId: 'other' })],
      [
        'about the moment, not the review',
        (one) => ({ ...one, ask: { ...one.ask, part: 'moment' } })
      ]
    ])('%s ends nothing', async ([, change]) => {
      const [old, next] = [held(), held()]
      const { consult } = consultations([old.call, next.call])
      const one = aConsultation()
      const older = consult.consult(one)
      await begun(older)
      const other = consult.consult(change(one))
      await begun(other)
      old.letGo()
      next.letGo()
      expect((await older.done).ending).toBe('complete')
      expect((await other.done).ending).toBe('complete')
    })

    test('that is the older one again starts it anew when it was ended', async () => {
      const [old, next, again] = [held(), held(), held()]
      const { consult, model } = consultations([old.call, next.call, again.call])
      const one = aConsultation()
      const older = consult.consult(one)
      await begun(older)
      await begun(consult.consult(newer(one)))
      const third = consult.consult(one)
      expect(third).not.toBe(older)
      again.letGo()
      expect((await third.done).ending).toBe('complete')
      expect(model.asks).toHaveLength(3)
    })

    test('that comes before the older one was sent leaves it unsent', async () => {
      const { consult, model } = consultations([[anEnd()]])
      const one = aConsultation()
      const older = consult.consult(one)
      await consult.consult(newer(one)).done
      expect(await older.done).toMatchObject({ ending: 'superseded' })
      expect(model.asks).toHaveLength(1)
    })
  })

  test('beyond its budget the model is not asked: limited, by which bound', async () => {
    const script: ScriptedCall[] = [[anEnd({ promptTokens: 10, completionTokens: 10 })]]
    const ehrId = unique('ehr')
    const budget = { callsPerMinute: 1 }
    const { consult, model, ends } = consultations(script, { budget, ehrId })
    await consult.consult(aConsultation({ ehrId })).done
    const end = await consult.consult(aConsultation({ ehrId })).done
    expect(end).toMatchObject({ ending: 'limited', limit: 'calls-per-minute' })
    expect([model.asks.length, ends.length]).toEqual([1, 2])
  })

  test('an answer of which no finding can be read is no answer, and is not kept as silence', async () => {
    const unreadable: ModelEvent = {
      type: 'finding',
      finding: undefined,
      lost: [{ part: 'finding', reason: 'malformed' }],
      closedAtMs: 0
    }
    const { consult } = consultations([[unreadable, anEnd()], [anEnd()]])
    const one = aConsultation()
    expect((await consult.consult(one).done).ending).toBe('malformed')
    const again = consult.consult(one)
    expect([(await again.done).ending, again.source]).toEqual(['complete', 'model'])
  })

  test('a stored answer needs no budget', async () => {
    const ehrId = unique('ehr')
    const { consult } = consultations([[anEnd()]], { budget: { callsPerMinute: 1 }, ehrId })
    const one = aConsultation({ ehrId })
    await consult.consult(one).done
    const flight = consult.consult(one)
    expect([(await flight.done).ending, flight.source]).toEqual(['complete', 'stored'])
  })

  test('draining lets thinking finish and stores it, and ends it when the grace is over', async () => {
    const [quick, endless] = [held(), held()]
    const { consult } = consultations([quick.call, endless.call])
    const kept = aConsultation()
    const done = consult.consult(kept)
    await begun(done)
    const never = consult.consult(aConsultation())
    await begun(never)
    const drained = consult.drain(1_000)
    quick.letGo()
    await drained
    expect([done.end?.ending, never.end?.ending]).toEqual(['complete', 'late'])
    expect(await consult.stored(kept)).toHaveLength(1)
  })

  test('an answer that takes longer than the model’s time ends as late, and is not kept', async () => {
    const { consult } = consultations([held().call], { modelWithinMs: 60 })
    const one = aConsultation()
    expect((await consult.consult(one).done).ending).toBe('late')
    expect(await consult.stored(one)).toBeUndefined()
  })

  test('a store that fails asks all the same', async () => {
    const down = Promise.reject(new Error('down'))
    down.catch(() => undefined)
    const store = { ...opened.store, findAdvice: () => down, claimAdvice: () => down }
    const { consult, faults } = consultations([[anEnd()]], { store })
    expect((await consult.consult(aConsultation()).done).ending).toBe('complete')
    expect(faults.length).toBeGreaterThan(0)
  })
})

describe.skipIf(!backends.includes('postgres'))('two replicas on one PostgreSQL', () => {
  async function replicas(...scripts: readonly ScriptedCall[][]) {
    const schema = await freshSchema()
    const opened = await Promise.all(
      scripts.map(() =>
        openStore({ database: { kind: 'postgres', url: schema.url }, clock: systemClock() })
      )
    )
    const models = scripts.map((script) => new ScriptedModel(...script))
    const all = models.map((model, place) => {
      const store = opened[place]
      if (store === undefined) throw new Error('no store')
      return new Consultations({
        model,
        store,
        clock: systemClock(),
        modelWithinMs: 15_000,
        budgets: new Map(),
        owner: unique('replica'),
        onEnd: () => undefined,
        onStoreFailure: () => undefined,
        onFault: () => undefined
      })
    })
    const [one, other] = all
    if (one === undefined || other === undefined) throw new Error('two are needed')
    return {
      all: [one, other] as const,
      asks: () => models.reduce((sum, { asks }) => sum + asks.length, 0),
      close: async () => {
        await Promise.all(opened.map((store) => store.close()))
        await schema.drop()
      }
    }
  }

  const thinks: ScriptedCall = async function* () {
    await sleep(300)
    yield arrives(aRead())
    yield anEnd()
  }

  test('a hundred equal questions at once: one is asked, all have the answer', async () => {
    const { all, asks, close } = await replicas([thinks, thinks], [thinks, thinks])
    const one = aConsultation()
    const flights = Array.from({ length: 100 }, (_, turn) =>
      (turn % 2 === 0 ? all[0] : all[1]).consult(one)
    )
    await Promise.all(flights.map((flight) => flight.done))
    expect(flights.every((flight) => flight.findings.length === 1)).toBe(true)
    expect(asks()).toBe(1)
    await close()
  })

  test('an answer that failed is asked for by the other one', async () => {
    const fails: ScriptedCall = async function* () {
      await sleep(100)
      yield anEnd({ ending: 'unavailable' })
    }
    const { all, asks, close } = await replicas([fails], [thinks])
    const one = aConsultation()
    const first = all[0].consult(one)
    await sleep(50)
    const second = all[1].consult(one)
    expect([(await first.done).ending, (await second.done).ending]).toEqual([
      'unavailable',
      'complete'
    ])
    expect(asks()).toBe(2)
    await close()
  })
})
