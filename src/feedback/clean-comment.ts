const commentBytesMax = 2048

/**
 * A clinician's free text, made harmless to keep: control characters become spaces, at most 2 KB of
 * UTF-8, cut between characters. Null when nothing is left. It is never logged, and never shown to
 * the model (threat 18: feedback must not become a way into the prompt).
 */
export function cleanComment(text: string): string | null {
  const oneLine = text
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
  const bytes = new TextEncoder().encode(oneLine).subarray(0, commentBytesMax)
  // In stream mode a character that was cut through is left out instead of replaced.
  const cut = new TextDecoder().decode(bytes, { stream: true })
  return cut === '' ? null : cut
}
