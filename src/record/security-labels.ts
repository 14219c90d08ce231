import type { Resource } from '@medplum/fhirtypes'

/*
 * Which resources are withheld by their security label (42 CFR Part 2, DS4P; trust.md R16). Codes:
 * HL7 v3-Confidentiality, restricted and very restricted; HL7 v3-ActCode, the whole tree below
 * _ActInformationSensitivityPolicy as the FHIR R4 definitions list it, and the privacy law itself.
 */

const confidentialitySystems: ReadonlySet<unknown> = new Set([
  'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  'http://hl7.org/fhir/v3/Confidentiality',
  'urn:oid:2.16.840.1.113883.5.25'
])

const actCodeSystems: ReadonlySet<unknown> = new Set([
  'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  'http://hl7.org/fhir/v3/ActCode',
  'urn:oid:2.16.840.1.113883.5.4'
])

const restrictedCodes: ReadonlySet<unknown> = new Set(['R', 'V'])

const sensitivityCodes: ReadonlySet<unknown> = new Set(
  (
    'ETH GDIS HIV MST SCA SDV SEX SPI BH COGN DVD EMOTDIS MH PSY PSYTHPN SUD ETHUD OPIOIDUD STD ' +
    'TBOO VIO SICKLE 42CFRPart2'
  ).split(' ')
)

/** True when a label says that this resource needs more protection than a usual record. */
export function isRestricted(resource: Resource): boolean {
  const labels: unknown = resource.meta?.security
  if (labels === undefined || labels === null) return false
  return (Array.isArray(labels) ? (labels as unknown[]) : [labels]).some(isRestrictingLabel)
}

function isRestrictingLabel(label: unknown): boolean {
  // A label of the wrong shape may be the one that protects: withheld.
  if (typeof label !== 'object' || label === null) return true
  const { system, code } = label as { system?: unknown; code?: unknown }
  const sensitive = sensitivityCodes.has(code)
  // v3-Confidentiality once held ETH, HIV, PSY and SDV itself (ConfidentialityByInfoType).
  if (confidentialitySystems.has(system)) return restrictedCodes.has(code) || sensitive
  if (actCodeSystems.has(system)) return sensitive
  return system === undefined && (restrictedCodes.has(code) || sensitive)
}
