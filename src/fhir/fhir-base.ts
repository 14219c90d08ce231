import { CurbsideError } from '../ground/errors.ts'

/** The FHIR base that a token was issued for: nothing outside it is ever asked with that token. */
export interface FhirBase {
  /** Without a slash at the end. */
  readonly url: string
  /**
   * The address of a further page, when it lies under this base; undefined otherwise. Compared on
   * the parsed origin and path: a text prefix lets `http://host:4000` pass for `http://host:400`.
   */
  under(link: string, page: string): string | undefined
}

/** Throws CURBSIDE_FHIR_SERVER_REFUSED when it cannot be a FHIR base. */
export function fhirBase(text: string): FhirBase {
  const url = URL.parse(text)
  const plain = url !== null && !hasUserinfo(url) && url.search === '' && url.hash === ''
  if (!plain || !/^https?:$/.test(url.protocol) || hasHiddenStep(url.pathname)) {
    throw new CurbsideError('CURBSIDE_FHIR_SERVER_REFUSED')
  }
  const path = url.pathname.replace(/\/+$/, '')
  const base = url.origin + path
  return {
    url: base,
    under: (link, page) => {
      const target = URL.parse(link, `${base}/${page}`)
      if (target === null || target.origin !== url.origin || hasUserinfo(target)) return undefined
      if (target.pathname !== path && !target.pathname.startsWith(`${path}/`)) return undefined
      if (hasHiddenStep(target.pathname)) return undefined
      return target.origin + target.pathname + target.search
    }
  }
}

function hasUserinfo(url: URL): boolean {
  return url.username !== '' || url.password !== ''
}

/** Encoded dots and slashes survive URL parsing; a server behind may decode them into steps. */
function hasHiddenStep(pathname: string): boolean {
  return /%2e|%2f|%5c/i.test(pathname)
}
