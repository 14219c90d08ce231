import Fastify from 'fastify'

/* The floor of a hook call: a bare Fastify that parses the same body and sends an empty answer. */

const app = Fastify({ bodyLimit: 8 * 1024 * 1024 })
app.post('/cds-services/:id', () => ({ cards: [] }))
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
process.once('SIGTERM', () => void app.close())
