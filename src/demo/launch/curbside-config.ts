/** Where the three parts of the demo answer. */
export interface DemoAddresses {
  readonly curbside: string
  readonly ehr: string
  readonly model: string
}

/** Curbside's configuration for the demo, as an operator would write it. */
export function curbsideConfig(given: {
  readonly addresses: DemoAddresses
  readonly withModel: boolean
  readonly asOf?: string
}): object {
  const { curbside, ehr, model } = given.addresses
  return {
    publicUrl: curbside,
    listen: { host: '127.0.0.1', port: Number(new URL(curbside).port) },
    database: { kind: 'embedded' },
    model: given.withModel
      ? {
          kind: 'azure-foundry',
          endpoint: model,
          api: 'chat',
          deployments: { default: 'demo-frontier', fast: 'demo-frontier-fast' },
          auth: { kind: 'key', key: 'stand-in-key' },
          structuredOutput: 'strict',
          modelWithinMs: 60_000,
          notice: 'Scripted stand-in, not a medical model'
        }
      : { kind: 'none' },
    ehrs: [
      {
        id: 'demo-ehr',
        issuer: ehr,
        jwksUrl: `${ehr}/.well-known/jwks.json`,
        audiences: [],
        tenants: [],
        fhirServers: [`${ehr}/fhir`],
        profile: 'generic',
        mode: 'live',
        services: ['patient-view', 'order-select'],
        answerWithinMs: 4000,
        cardsMax: 3
      }
    ],
    development: {
      allowLoopbackHttp: true,
      ...(given.asOf === undefined ? {} : { asOf: given.asOf })
    }
  }
}
