/** One test that shows the defence: its file, and words of its title. */
export interface Shown {
  readonly file: string
  readonly title: string
}

/** An attack of trust's list of threats, and the tests over real sockets that show what it meets. */
export interface DoorAttack {
  readonly threat: number
  readonly attack: string
  readonly shownBy: readonly Shown[]
}

const shown = (file: string, ...titles: readonly string[]): readonly Shown[] =>
  titles.map((title) => ({ file: `test/${file}.test.ts`, title }))

const look = 'no look-alike is: each is refused, and nobody is connected to'

/** Every threat that concerns the door. Those of the record, the model and the store are elsewhere. */
export const attacks: readonly DoorAttack[] = [
  { threat: 1, attack: 'fhirServer inside our network', shownBy: shown('http/fhir-servers', look) },
  { threat: 2, attack: 'fhirServer that looks alike', shownBy: shown('http/fhir-servers', look) },
  {
    threat: 3,
    attack: 'jku of the attacker',
    shownBy: shown(
      'http/key-rotation',
      'a jku is never fetched',
      'a stranger costs no request',
      'redirecting, and the other place is never asked'
    )
  },
  {
    threat: 4,
    attack: 'alg none, HS256 with the public key, crit, odd kids',
    shownBy: [
      ...shown('http/client-jwt', 'alg none', 'HS256 with the public key as the secret'),
      ...shown('http/key-rotation', 'a kid that is a path, a query or a prototype finds no key')
    ]
  },
  {
    threat: 5,
    attack: 'a token sent again, or a jti that cannot be remembered',
    shownBy: [
      ...shown(
        'http/client-jwt',
        'the same token is accepted once, also when fifty copies come at once',
        'a number as jti',
        'a jti of 300 characters'
      ),
      ...shown('http/replicas', 'accept one of fifty parallel copies of a token'),
      ...shown('http/claims', 'a store that cannot remember the jti is a 503')
    ]
  },
  {
    threat: 6,
    attack: 'clocks that differ, tokens that live for years',
    shownBy: [
      ...shown('http/claims', 'issued 120 s in the future', 'living longer than an hour'),
      ...shown('http/client-jwt', 'valid for ten years')
    ]
  },
  {
    threat: 7,
    attack: 'a token for another address',
    shownBy: shown(
      'http/claims',
      'only the configured address, or what the site registered',
      'the Host header decides nothing'
    )
  },
  {
    threat: 8,
    attack: 'huge bodies and headers',
    shownBy: [
      ...shown('http/door', '9 MiB is too large, 3 MiB of prefetch is not'),
      ...shown('http/client-jwt', 'an Authorization header over 8 KiB'),
      ...shown('http/hostile.slow', 'eight megabytes are refused before they are sent')
    ]
  },
  {
    threat: 9,
    attack: 'nesting bombs and compressed bombs',
    shownBy: [
      ...shown('http/door', 'a nesting bomb is refused at once'),
      ...shown('http/hostile.slow', 'a gzip bomb is refused unopened', 'a nesting of 64 is read')
    ]
  },
  {
    threat: 10,
    attack: 'prototype keys',
    shownBy: [
      ...shown('http/door', 'prototype keys are refused and change nothing'),
      ...shown('http/hostile.slow', 'prototype keys are refused at every depth')
    ]
  },
  {
    threat: 11,
    attack: 'slow headers and bodies',
    shownBy: shown('http/hostile.slow', 'fifty half-open requests do not slow a good one')
  },
  {
    threat: 14,
    attack: 'links of somebody else on a card',
    shownBy: shown('conformance/response', 'H-062-detail', 'H-085-link-fields', 'H-071-source-url')
  },
  {
    threat: 19,
    attack: 'paths that climb, and odd ids',
    shownBy: [
      ...shown('http/hostile.slow', 'addresses that are almost one are 404'),
      ...shown('http/door', 'odd ids in the path are 404')
    ]
  },
  {
    threat: 23,
    attack: 'a page in a browser that calls for its user',
    shownBy: [
      ...shown('http/door', 'text/plain, form data and compressed bodies are refused with 415'),
      ...shown('conformance/security', 'H-113-cors')
    ]
  },
  {
    threat: 28,
    attack: 'a good token of one EHR for the server of another',
    shownBy: shown('http/fhir-servers', 'own server is read, the other’s is refused')
  }
]
