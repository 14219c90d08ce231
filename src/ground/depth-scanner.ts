const quote = 0x22
const backslash = 0x5c

/**
 * Greatest nesting of a JSON text that arrives in pieces, as UTF-8 bytes: braces,
 * quotes and backslashes are ASCII.
 */
export class DepthScanner {
  #depth = 0
  #deepest = 0
  #inString = false
  #escaped = false

  /** The greatest depth so far, this piece included. */
  depthAfter(piece: Uint8Array): number {
    let depth = this.#depth
    let inString = this.#inString
    let escaped = this.#escaped
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at]
      if (inString) {
        if (escaped) escaped = false
        else if (byte === backslash) escaped = true
        else if (byte === quote) inString = false
      } else if (byte === quote) inString = true
      else if (byte === 0x7b || byte === 0x5b) {
        depth += 1
        if (depth > this.#deepest) this.#deepest = depth
      } else if (byte === 0x7d || byte === 0x5d) depth -= 1
    }
    this.#depth = depth
    this.#inString = inString
    this.#escaped = escaped
    return this.#deepest
  }
}
