/** What the page is told by its EHR, and what the cards of an answer look like. */

export interface PatientHead {
  readonly id: string
  readonly name: string
  readonly sex: string
  readonly birthDate: string
  readonly ageYears?: number
  readonly deceased: boolean
  readonly story?: string
  readonly promise?: string
  readonly slow: boolean
}

export interface Start {
  readonly asOf: string
  readonly curbsideUrl: string
  readonly user: string
  readonly prefetchModes: readonly string[]
  readonly patients: readonly PatientHead[]
}

export interface ChartLine {
  readonly text: string
  readonly note?: string
  readonly date?: string
  readonly active: boolean
}

export interface ResultPoint {
  readonly date: string
  readonly text: string
  readonly values: readonly number[]
  readonly flag?: string
  readonly low?: number
  readonly high?: number
}

export interface ResultSeries {
  readonly name: string
  readonly code: string
  readonly group: string
  readonly unit: string
  readonly lines: readonly string[]
  readonly points: readonly ResultPoint[]
}

export interface OrderOption {
  readonly label: string
  readonly origin: string
  readonly resource: DraftResource
}

export interface ChartShown {
  readonly head: PatientHead
  readonly allergies: readonly ChartLine[]
  readonly problems: readonly ChartLine[]
  readonly medications: readonly ChartLine[]
  readonly results: readonly ResultSeries[]
  readonly visits: readonly ChartLine[]
  readonly orders: readonly OrderOption[]
}

/** A FHIR order being written. Only what the page edits is named. */
export interface DraftResource {
  readonly resourceType: string
  readonly id?: string
  readonly [element: string]: unknown
}

export interface Coding {
  readonly system?: string
  readonly code?: string
  readonly display?: string
}

export interface Action {
  readonly type: 'create' | 'update' | 'delete'
  readonly description?: string
  readonly resource?: DraftResource
  readonly resourceId?: string
}

export interface Suggestion {
  readonly label: string
  readonly uuid?: string
  readonly isRecommended?: boolean
  readonly actions?: readonly Action[]
}

export interface Link {
  readonly label: string
  readonly url: string
  readonly type: string
}

export interface Card {
  readonly uuid?: string
  readonly summary: string
  readonly detail?: string
  readonly indicator: 'info' | 'warning' | 'critical'
  readonly source: { readonly label: string; readonly url?: string; readonly topic?: Coding }
  readonly suggestions?: readonly Suggestion[]
  readonly selectionBehavior?: string
  readonly overrideReasons?: readonly Coding[]
  readonly links?: readonly Link[]
}

/** One call to Curbside as the EHR made it. Status 0: no answer. */
export interface Exchange {
  readonly status: number
  readonly tookMs: number
  readonly serviceId: string
  readonly request: {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
  }
  readonly response: unknown
}

export interface CallEvent {
  readonly call: string
  readonly event: {
    readonly kind: 'hook-sent' | 'fhir' | 'answered'
    readonly hook?: string
    readonly prefetchKeys?: number
    readonly method?: string
    readonly request?: string
    readonly status?: number
    readonly entries?: number
    readonly startMs?: number
    readonly tookMs?: number
    readonly cards?: number
  }
}
