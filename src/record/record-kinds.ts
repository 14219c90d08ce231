/** One kind of data that Curbside reads. */
export interface RecordKindRow {
  readonly resourceType: string
  /** Of an Observation: the category that makes it this kind. */
  readonly category?: string
  /** Beside the patient: what the published searches of hooks/<service>/service.json ask for. */
  readonly search: string
  /** What a card and the model's chart call it. */
  readonly label: string
  /**
   * Many EHRs do not offer or send it: US Core 9 has no MedicationStatement, and not every server
   * files questionnaires and imaging findings as Observations. That it is not to be had is no gap;
   * that it is and could not be read, is one. Unknown it stays either way.
   */
  readonly supplementary?: true
}

/**
 * The kinds of data, each planned as one FHIR search (Patient: one read). The same words name
 * prefetch keys, gaps and data states. What else speaks of kinds follows from this table:
 * kind-of-resource, gaps and their sentences, the chart's NOT KNOWN lines, the check of service.json.
 */
const table = {
  patient: { resourceType: 'Patient', search: '', label: 'patient data' },
  conditions: { resourceType: 'Condition', search: '_count=200', label: 'problem list' },
  medications: {
    resourceType: 'MedicationRequest',
    search: '_sort=-authoredon&_count=200',
    label: 'medication orders'
  },
  statements: {
    resourceType: 'MedicationStatement',
    search: '_count=100',
    label: 'medication statements',
    supplementary: true
  },
  allergies: { resourceType: 'AllergyIntolerance', search: '_count=100', label: 'allergies' },
  laboratory: {
    resourceType: 'Observation',
    category: 'laboratory',
    search: 'category=laboratory&_sort=-date&_count=200',
    label: 'laboratory results'
  },
  vitals: {
    resourceType: 'Observation',
    category: 'vital-signs',
    search: 'category=vital-signs&_sort=-date&_count=200',
    label: 'vital signs'
  },
  surveys: {
    resourceType: 'Observation',
    category: 'survey',
    search: 'category=survey,social-history&_sort=-date&_count=100',
    label: 'questionnaires',
    supplementary: true
  },
  imaging: {
    resourceType: 'Observation',
    category: 'imaging',
    search: 'category=imaging&_sort=-date&_count=100',
    label: 'imaging findings',
    supplementary: true
  },
  encounters: { resourceType: 'Encounter', search: '_sort=-date&_count=100', label: 'visits' },
  procedures: { resourceType: 'Procedure', search: '_sort=-date&_count=200', label: 'procedures' },
  immunizations: { resourceType: 'Immunization', search: '_count=100', label: 'immunizations' },
  reports: { resourceType: 'DiagnosticReport', search: '_sort=-date&_count=100', label: 'reports' },
  orders: {
    resourceType: 'ServiceRequest',
    search: '_sort=-authored&_count=100',
    label: 'orders and referrals'
  }
} as const satisfies Readonly<Record<string, RecordKindRow>>

export type RecordKind = keyof typeof table
export const recordKindTable: Readonly<Record<RecordKind, RecordKindRow>> = table
export const recordKinds = Object.keys(table) as readonly RecordKind[] as readonly [
  RecordKind,
  ...RecordKind[]
]

export const supplementaryKinds: ReadonlySet<RecordKind> = new Set(
  recordKinds.filter((kind) => recordKindTable[kind].supplementary)
)

/** The search of one kind as a prefetch template (CDS Hooks 2.0.1, Prefetch). */
export function searchTemplate(kind: RecordKind): string {
  const { resourceType, search } = recordKindTable[kind]
  return kind === 'patient'
    ? 'Patient/{{context.patientId}}'
    : `${resourceType}?patient={{context.patientId}}&${search}`
}
