import { parseArgs } from 'node:util'

/** What the launcher was asked for. */
export interface DemoOptions {
  readonly patientsFolder?: string
  /** The clinical day of EHR and Curbside alike, as an ISO instant. */
  readonly asOf?: string
  readonly ports: { readonly curbside: number; readonly ehr: number; readonly model: number }
  readonly model: 'stand-in' | 'slow' | 'none'
  /** Pass the children's output on. */
  readonly verbose: boolean
}

export const demoHelp = `npm run demo -- [options]
  --patients DIR        show these FHIR Bundles (*.json, *.json.gz) instead of the invented patients
  --as-of DATE          the clinical day, YYYY-MM-DD or an instant (default: now)
  --model slow|none     a stand-in model that answers late, or no model at all
  --port-base N         Curbside on N, the EHR on N+1, the stand-in model on N+2 (default: 8080)
  --curbside-port N, --ehr-port N, --model-port N    one of them (0: any free port)
  --verbose             show what Curbside and the stand-in model write
`

/** Reads the command line. Throws an Error with a sentence for the user. */
export function demoOptions(args: readonly string[]): DemoOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      patients: { type: 'string' },
      'as-of': { type: 'string' },
      model: { type: 'string', default: 'stand-in' },
      'port-base': { type: 'string', default: '8080' },
      'curbside-port': { type: 'string' },
      'ehr-port': { type: 'string' },
      'model-port': { type: 'string' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) return 'help'
  const base = portNumber(values['port-base'])
  // 0 for the base means: any free port for each.
  const after = (steps: number) => (base === 0 ? 0 : base + steps)
  const ports = {
    curbside: portNumber(values['curbside-port'] ?? String(after(0))),
    ehr: portNumber(values['ehr-port'] ?? String(after(1))),
    model: portNumber(values['model-port'] ?? String(after(2)))
  }
  const model = (['stand-in', 'slow', 'none'] as const).find((each) => each === values.model)
  if (model === undefined) throw new Error('--model is slow or none.')
  return {
    ports,
    model,
    verbose: values.verbose,
    ...(values.patients === undefined ? {} : { patientsFolder: values.patients }),
    ...(values['as-of'] === undefined ? {} : { asOf: instant(values['as-of']) })
  }
}

/** Noon of a day given as a date: the same day in every time zone that people live in. */
function instant(text: string): string {
  const full = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T12:00:00.000Z` : text
  const time = Date.parse(full)
  if (!/^\d{4}-\d{2}-\d{2}T/.test(full) || Number.isNaN(time)) {
    throw new Error('--as-of is a date (2021-03-18) or an instant (2021-03-18T12:00:00Z).')
  }
  return new Date(time).toISOString()
}

function portNumber(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Error(`${text} is not a port.`)
  return port
}
