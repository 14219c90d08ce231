/**
 * Signature algorithms of client JWTs (CDS Hooks 2.0.1, Trusting CDS Clients, recommends ES384 and
 * RS384; ES256 and RS256 are what some EHRs have). No `none`, nothing symmetric.
 */
export const clientAlgorithms = ['ES384', 'RS384', 'ES256', 'RS256'] as const
export type ClientAlgorithm = (typeof clientAlgorithms)[number]
