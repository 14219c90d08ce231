import { afterAll, describe, expect, test } from 'vitest'
import { cites } from '../conformance/verifies.ts'
import { freshSchema, postgresUrl } from '../store/open-for-test.ts'
import { clientKeys } from '../support/client-keys.ts'
import { aRequest, publicUrl } from '../support/curbside.ts'
import { aConfig, scratchFolder, startServer } from '../support/server-process.ts'

/* Two processes, as two replicas run them, on one PostgreSQL. */

const scratch = scratchFolder()
afterAll(() => scratch.dispose())

describe.skipIf(postgresUrl === undefined)('two processes on one PostgreSQL', () => {
  test(`${cites('H-108-once')} accept one of fifty parallel copies of a token`, async () => {
    const keys = await clientKeys('https://replicas.test')
    const schema = await freshSchema()
    const file = scratch.configFile(
      aConfig(keys, { database: { kind: 'postgres', url: schema.url } })
    )
    const servers = await Promise.all([startServer(file, keys), startServer(file, keys)])
    try {
      for (let round = 0; round < 3; round += 1) {
        const token = await keys.token(`${publicUrl}/cds-services/patient-view`)
        const [one, other] = servers
        const answers = await Promise.all(
          Array.from({ length: 50 }, (_, turn) =>
            (turn % 2 === 0 ? one : other).call('patient-view', aRequest(), token)
          )
        )
        const count = (status: number) =>
          answers.filter((answer) => answer.status === status).length
        expect([count(200), count(401)]).toEqual([1, 49])
        // And later, by either.
        for (const server of servers) {
          expect((await server.call('patient-view', aRequest(), token)).status).toBe(401)
        }
      }
    } finally {
      await Promise.all(servers.map((server) => server.stop()))
      await schema.drop()
    }
  }, 60_000)
})
