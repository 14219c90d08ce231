/** Six characters of base64 for each four bytes and a half; a document that is longer is not read. */
const base64Max = 2_000_000

/**
 * The text of base64 data; undefined when it is none, or is not written in the character set that
 * it claims (UTF-8 when it claims none): half a text may say the opposite of the whole.
 */
export function decodeBase64(data: string, charset = 'utf-8'): string | undefined {
  const plain = data.length > base64Max ? '' : data.replace(/\s+/g, '')
  if (plain === '' || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(plain)) return undefined
  try {
    const bytes = Buffer.from(plain, 'base64')
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
