import { parseArgs } from 'node:util'
import { defaultDeployments } from './deployments.ts'
import { startStandIn } from './stand-in-model.ts'

/*
 * The stand-in model as a process of its own:
 * npm run stand-in-model -- --port 8082 [--first-token-ms N] [--ms-per-chunk N] [--deployments a,b]
 *   [--prompt-cache-breakpoint]
 */

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8082' },
    'first-token-ms': { type: 'string' },
    'ms-per-chunk': { type: 'string' },
    deployments: { type: 'string' },
    'prompt-cache-breakpoint': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false }
  }
})
if (values.help) {
  process.stdout
    .write(`npm run stand-in-model -- [--port 8082] [--first-token-ms N] [--ms-per-chunk N]
  [--deployments a,b] [--prompt-cache-breakpoint]
A scripted stand-in, not a medical model: it speaks the Foundry protocol on loopback.\n`)
  process.exit(0)
}

const standIn = await startStandIn({ port: wholeNumber(values.port), deployments: deployments() })
process.stdout.write(`Scripted stand-in model, not a medical model: ${standIn.url}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void standIn.close().then(() => process.exit(0))
  })
}

/** The default deployments, or those named; with the pace asked for. */
function deployments() {
  const first = values['first-token-ms']
  const chunk = values['ms-per-chunk']
  const names = values.deployments?.split(',') ?? Object.keys(defaultDeployments)
  return Object.fromEntries(
    names.map((name) => {
      const usual = /fast/.test(name) ? 'demo-frontier-fast' : 'demo-frontier'
      const deployment = defaultDeployments[usual] ?? {
        model: usual,
        firstTokenMs: 0,
        msPerChunk: 0
      }
      return [
        name,
        {
          ...deployment,
          promptCacheBreakpoint: values['prompt-cache-breakpoint'],
          ...(first === undefined ? {} : { firstTokenMs: wholeNumber(first) }),
          ...(chunk === undefined ? {} : { msPerChunk: wholeNumber(chunk) })
        }
      ]
    })
  )
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!/^\d{1,6}$/.test(text) || number > 600_000) {
    process.stderr.write(`Not a whole number in range: ${text}\n`)
    process.exit(2)
  }
  return number
}
