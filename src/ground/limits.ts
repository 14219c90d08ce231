/**
 * Every bound of the service, unit in its name. What a site may set stands in the configuration;
 * what governance sets per service stands in hooks/<service>/policy.json.
 */
export const limits = {
  /** A longitudinal prefetch passes 3 MB (measured on published records); other bodies are small. */
  hookBodyBytesMax: 8 * 1024 * 1024,
  otherBodyBytesMax: 64 * 1024,
  jsonDepthMax: 64,
  headerBytesMax: 16 * 1024,
  authorizationBytesMax: 8 * 1024,
  headersWithinMs: 5_000,
  bodyWithinMs: 15_000,
  connectionsCheckEveryMs: 500,
  /** Client JWT: trust.md, threat 6. */
  tokenClockToleranceSeconds: 30,
  tokenLifetimeMaxSeconds: 3_600,
  callsAtOncePerEhrMax: 64,
  jwksWithinMs: 2_000,
  jwksBytesMax: 256 * 1024,
  jwksRefetchAfterMs: 30_000,
  /** A day without its key server: longer than an outage, shorter than a key that was withdrawn may live. */
  jwksKeptMs: 24 * 3_600_000,
  /** Share of answerWithinMs that reading the record may use. */
  recordShare: 0.5,
  /** The same for what there is no answer without: better a card with gaps than none (412). */
  requiredShare: 0.75,
  /** Kept back at the end of the call for cards, store and writing the answer. */
  answerReserveMs: 120,
  /** A busy process keeps back more, by how late it was in the last seconds; at most this share. */
  answerReserveShareMax: 0.15,
  answerLateFromMs: 5,
  answerLateForMs: 10_000,
  /** Of that, for writing the answer to the socket. */
  writeReserveMs: 30,
  fhirBytesMax: 8 * 1024 * 1024,
  fhirConnections: 32,
  connectWithinMs: 1_000,
  /** When an EHR may ask again for what the model had not found in time. */
  askAgainAfterMs: 10_000,
  modelBytesMax: 4 * 1024 * 1024,
  modelConnections: 128,
  /** Per deployment; what is above waits, what waits too long or in too great a number is not sent. */
  modelCallsAtOnceMax: 64,
  modelCallsWaitingMax: 256,
  /** So many failures without an answer between them, in this time, open the breaker for a while. */
  modelFailuresMax: 5,
  modelFailuresWithinMs: 60_000,
  modelBreakerOpenMs: 15_000,
  /** The Entra token is asked for ahead of the calls. */
  modelTokenEveryMs: 60_000,
  modelTokenWithinMs: 5_000,
  chartCharactersMax: 11_500,
  /** Beside them, where clinical notes are shown: at most about 2,000 tokens. */
  notesCharactersMax: 5_000,
  cardDetailWordsMax: 90,
  shutdownGraceMs: 10_000,
  adviceSweepEveryMs: 60_000
} as const
