import { clientAlgorithms } from '../../ehrs/client-algorithms.ts'
import type { Verdict } from './check.ts'
import { fault, ok, warning } from './check.ts'

type LooseKey = Readonly<Record<string, unknown>>

/** Judges a JSON Web Key Set as keys of client JWTs: what of it Curbside can verify with. */
export function judgeKeys(body: unknown): readonly Verdict[] {
  const keys = keysIn(body)
  if (keys === undefined) {
    return [fault('this is no JWKS: it has no array `keys`', 'Serve {"keys": [...]} (RFC 7517).')]
  }
  const verdicts = keys.map(judgeKey)
  const usable = keys.filter((_key, index) => verdicts[index]?.level !== 'fault')
  const kids = usable.map(({ kid }) => kid)
  const twice = kids.filter((kid, index) => kids.indexOf(kid) !== index)
  return [
    ...verdicts,
    ...(usable.length > 0
      ? []
      : [
          fault(
            'no key that a client JWT could be verified with: every call will be 401',
            `Publish the public key that the EHR signs with, for ${clientAlgorithms.join(', ')}, with a kid.`
          )
        ]),
    ...(twice.length === 0
      ? []
      : [fault(`kid ${twice.join(', ')} stands twice`, 'Give each key a kid of its own.')])
  ]
}

export function keysIn(body: unknown): readonly LooseKey[] | undefined {
  const keys: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'keys') : undefined
  if (!Array.isArray(keys)) return undefined
  return keys.filter((key): key is LooseKey => typeof key === 'object' && key !== null)
}

function judgeKey(key: LooseKey): Verdict {
  const name = typeof key['kid'] === 'string' && key['kid'] !== '' ? key['kid'] : '(no kid)'
  const publish = 'Publish the public part only (kty, kid, alg, and crv, x, y or n, e).'
  if (key['kty'] === 'oct' || 'd' in key) {
    return fault(
      `key ${name} is secret, and everybody can read it here`,
      `Take it back and make a new one. ${publish}`
    )
  }
  if (name === '(no kid)') {
    return fault('a key has no kid', 'Give the key a kid, and the same kid in the JWT header.')
  }
  const algorithms = algorithmsOf(key)
  if (algorithms.length === 0) {
    return warning(
      `key ${name} is not used: ${describe(key)}`,
      `Client JWTs are verified with ${clientAlgorithms.join(', ')}.`
    )
  }
  if (key['use'] !== undefined && key['use'] !== 'sig') {
    return warning(`key ${name} is not for signatures (use)`, 'Set "use": "sig".')
  }
  const bits = key['kty'] === 'RSA' ? rsaBits(key) : undefined
  if (bits !== undefined && bits < 2048) {
    return fault(`key ${name} has ${bits} bits`, 'RSA keys need 2048 bits or more.')
  }
  return ok(`key ${name}: ${algorithms.join(' or ')}`)
}

function algorithmsOf(key: LooseKey): readonly string[] {
  const byKind: Readonly<Record<string, readonly string[]>> = {
    'EC P-384': ['ES384'],
    'EC P-256': ['ES256'],
    RSA: ['RS384', 'RS256']
  }
  const fitting = byKind[kindOf(key)] ?? []
  return key['alg'] === undefined ? fitting : fitting.filter((each) => each === key['alg'])
}

const kindOf = ({ kty, crv }: LooseKey): string =>
  [kty, crv].filter((part) => typeof part === 'string').join(' ')

const describe = (key: LooseKey): string =>
  `${kindOf(key)}${typeof key['alg'] === 'string' ? ` for ${key['alg']}` : ''}`

const rsaBits = ({ n }: LooseKey): number =>
  typeof n === 'string' ? Buffer.from(n, 'base64url').length * 8 : 0
