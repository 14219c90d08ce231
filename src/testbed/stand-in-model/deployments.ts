/** How fast a deployment answers. */
export interface Pace {
  readonly firstTokenMs: number
  readonly msPerChunk: number
}

export interface Deployment extends Pace {
  /** Model and version as they stand in answers: never the deployment's name. */
  readonly model: string
  /** Takes explicit prompt-cache breakpoints, as newer models do; without it they are refused. */
  readonly promptCacheBreakpoint?: boolean
}

/** Characters of one content delta: the service's default filter sends text in such pieces. */
export const charactersPerChunk = 48

/** First token after 300 ms and about one second in all; the fast one in under half of that. */
export const defaultDeployments: Readonly<Record<string, Deployment>> = {
  'demo-frontier': {
    model: 'scripted-stand-in-not-a-medical-model-2026-11-01',
    firstTokenMs: 300,
    msPerChunk: 14
  },
  'demo-frontier-fast': {
    model: 'scripted-stand-in-not-a-medical-model-fast-2026-11-01',
    firstTokenMs: 120,
    msPerChunk: 6
  }
}
