import type { RegistrationFacts } from './registration-facts.ts'

/** The registration sheet as Markdown: what the EHR's side enters, and what it tests. */
export function registrationSheet(facts: RegistrationFacts): string {
  const { ehr, curbside } = facts
  const sections = [
    `# Registering Curbside with ${ehr.id}`,
    `Curbside ${curbside.version}, CDS Hooks ${curbside.cdsHooks}, client profile \`${ehr.profile}\`. ` +
      `Contact: ${curbside.contact ?? 'not configured (`contact`)'}.`,
    addresses(facts),
    clientJwt(facts),
    fhir(facts),
    prefetch(facts),
    overrideReasons(facts),
    topics(facts),
    display(facts),
    bounds(facts),
    checklist(facts)
  ]
  return `${sections.join('\n\n')}\n`
}

function addresses({ curbside, services }: RegistrationFacts): string {
  const token = curbside.discoveryNeedsToken ? 'needs a client JWT' : 'needs no token'
  return [
    '## Addresses',
    `Discovery: \`GET ${curbside.discovery}\` (${token}). Schema of everything: ${curbside.openapi}`,
    table(
      ['Service', 'Hook', 'POST', 'Feedback (POST)', 'Context needed', 'Mode'],
      services.map((service) => [
        service.id,
        service.hook,
        code(service.url),
        code(service.feedbackUrl),
        service.contextNeeds.map(code).join(', '),
        service.mode
      ])
    ),
    'Modes: `live` shows cards; `shadow` runs and records everything and answers without cards; `off` runs nothing. All three answer 200.'
  ].join('\n\n')
}

function clientJwt({ clientJwt: jwt, curbside, services }: RegistrationFacts): string {
  const keys =
    jwt.keys.jwksUrl === undefined
      ? `configured at Curbside: kid ${jwt.keys.jwks.map(code).join(', ')}`
      : `${code(jwt.keys.jwksUrl)}, read by Curbside over the network; after an unknown kid again at most every ${jwt.keysReadAgainAfterMs / 1000} s`
  return [
    '## Client JWT',
    'Every POST carries `Authorization: Bearer <JWT>`, signed by the EHR, a new one per request.',
    table(
      ['Part', 'Expected'],
      [
        ['header `alg`', jwt.algorithms.map(code).join(', ')],
        ['header `kid`', 'the key in the JWKS'],
        ['header `typ`', code(jwt.typ)],
        [
          'header `jku`',
          jwt.keys.jwksUrl === undefined
            ? 'not looked at, and never fetched: the keys are configured here'
            : `absent, or exactly ${code(jwt.keys.jwksUrl)}; never fetched from the token`
        ],
        ['`iss`', code(jwt.issuer)],
        ['`aud`', 'the address called, exactly as below'],
        [
          '`iat`, `exp`',
          `at most ${jwt.lifetimeMaxSeconds} s apart; clocks may differ by ${jwt.clockToleranceSeconds} s`
        ],
        ['`jti`', 'new for every request: a second use is refused'],
        ...(jwt.tenants.length === 0
          ? []
          : [['`tenant`', `one of ${jwt.tenants.map(code).join(', ')}`]]),
        ['JWKS', keys]
      ]
    ),
    table(
      ['Endpoint', 'Accepted `aud`'],
      [
        ...(curbside.discoveryNeedsToken ? [['discovery', code(curbside.discovery)]] : []),
        ...services.flatMap((service) => [
          [service.id, service.audiences.map(code).join(' or ')],
          [`${service.id} feedback`, service.feedbackAudiences.map(code).join(' or ')]
        ])
      ]
    ),
    'Whatever is wrong with the token, the answer is the same 401 without a reason. `npm run ehr-check -- --ehr ID --jwt env:NAME` says which part is wrong.'
  ].join('\n\n')
}

function fhir({ fhir: { servers, reads } }: RegistrationFacts): string {
  const where =
    servers.length === 0
      ? 'No FHIR server is registered: everything must come by prefetch, and a call with `fhirAuthorization` is refused.'
      : `Registered: ${servers.map(code).join(', ')}. A token for any other \`fhirServer\` is refused before anything is sent.`
  return [
    '## FHIR access',
    `${where} What the prefetch does not bring is read with the token of \`fhirAuthorization\`, during the call only. Curbside never writes.`,
    table(
      ['Type', 'Interaction', 'Scope, SMART 1.0', 'Scope, SMART 2.0'],
      reads.map(({ type, interactions, v1, v2 }) => [
        type,
        interactions.join(', '),
        code(v1),
        code(v2)
      ])
    ),
    '`user/` scopes work as `patient/` scopes do. With `patient/` scopes send `fhirAuthorization.patient`.'
  ].join('\n\n')
}

function prefetch({ services }: RegistrationFacts): string {
  const groups = Map.groupBy(services, ({ prefetch: entries }) => JSON.stringify(entries))
  const tables = [...groups.values()].map((group) => {
    const names = group.map(({ id }) => id).join(', ')
    const rows = (group[0]?.prefetch ?? []).map(({ key, template, required }) => [
      code(key),
      code(template),
      required ? 'required (else 412)' : 'if possible'
    ])
    return `${names}:\n\n${table(['Key', 'Template', 'Needed'], rows)}`
  })
  return [
    '## Prefetch',
    'An absent key is read from the FHIR server; `null` or an empty Bundle means searched and nothing found; an OperationOutcome means it failed and is not asked again. What cannot be had is named on the cards.',
    ...tables
  ].join('\n\n')
}

function overrideReasons({ overrideReasons: { system, reasons } }: RegistrationFacts): string {
  return [
    '## Override reasons',
    `System \`${system}\`. An EHR that maps reasons by code maps these.`,
    table(
      ['Code', 'Display', 'Offered on'],
      reasons.map(({ code: reason, display: text, offeredOn }) => [
        code(reason),
        text,
        offeredOn === 'every' ? 'every card' : `${offeredOn} cards`
      ])
    )
  ].join('\n\n')
}

function topics({ topics: { system, topics: all } }: RegistrationFacts): string {
  return [
    '## Topics',
    `\`source.topic\`, system \`${system}\`: stable, for acknowledgement and for hiding one kind of card.`,
    table(
      ['Code', 'Display', 'From'],
      all.map(({ code: topic, display: text, from }) => [code(topic), text, from])
    )
  ].join('\n\n')
}

function display({ allowList, bounds: { cardsMax } }: RegistrationFacts): string {
  return [
    '## Display',
    `- At most ${cardsMax} cards per answer; a newer answer of a service replaces its older one.`,
    '- `critical` may interrupt, at order-select, order-sign, medication-refill and allergyintolerance-create only: there something is being written that can still be changed. `warning` may ask for attention at order-sign. `info` never interrupts. At all other hooks cards stand beside the work.',
    '- `detail` is Markdown (GFM) without HTML and images. Show `source.label` with its link, and offer the override reasons.',
    '- No system actions, no automatic links: nothing happens that the clinician did not pick.',
    `- Links to allow: ${allowList.pages.map(code).join(', ')}; sources of rules on ${allowList.sourceHosts.map(code).join(', ')}.`
  ].join('\n')
}

function bounds({ bounds: given }: RegistrationFacts): string {
  return [
    '## Bounds',
    `- Curbside answers within ${given.answerWithinMs} ms of the request's arrival. The EHR's own time limit must be longer, by the way over the network at least.`,
    `- At most ${given.callsAtOnceMax} calls at once (429 beyond), ${given.hookBodyBytesMax / 1024 / 1024} MiB per hook, ${given.feedbackBodyBytesMax / 1024} KiB per feedback, \`application/json\`, no Content-Encoding.`
  ].join('\n')
}

function checklist({ ehr }: RegistrationFacts): string {
  const items = [
    `\`npm run ehr-check -- --ehr ${ehr.id}\` has no fault; again with \`--patient\` and \`--token\` of a test patient.`,
    "A first call from the EHR answers 200, and Curbside's log names this EHR.",
    'A call without any prefetch and one without `fhirAuthorization`: cards name what was not read; without a readable Patient 412, and the EHR shows no "all clear".',
    'A token with a wrong `aud`, and the same token twice: 401.',
    "Curbside stopped: the EHR's own work goes on without a delay that anybody notices.",
    'A card with a suggestion: picking it changes the draft, and nothing is signed by itself.',
    'Each override reason arrives in the feedback by its code; feedback answers 200.',
    '`critical`, `warning` and `info` look different; links of a card open.',
    'In `shadow` with real charts first, until clinicians have read what would have been shown. Then `live`, service by service (`serviceModes`).',
    'Somebody on call knows how to switch a service off: `serviceModes`, then restart.'
  ]
  return ['## Before going live', ...items.map((item) => `- [ ] ${item}`)].join('\n')
}

const code = (text: string): string => `\`${text}\``

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
