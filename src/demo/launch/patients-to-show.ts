import type { EhrPatient } from '../ehr/ehr-patient.ts'
import { systemEhrClock } from '../../testbed/fhir-server/ehr-clock.ts'
import { loadBundle } from '../ehr/load-bundle.ts'
import { loadFolder } from '../ehr/load-folder.ts'
import { demoPatients } from '../patients/demo-patients.ts'
import type { DemoOptions } from './demo-options.ts'

/** The records of the folder, or the invented patients as of the demo's day; and a line that says which. */
export async function patientsToShow(
  options: DemoOptions
): Promise<{ readonly patients: readonly EhrPatient[]; readonly note: string }> {
  if (options.patientsFolder === undefined) {
    const patients = demoPatients(systemEhrClock(options.asOf).asOf()).map((each) => ({
      id: each.id,
      story: each.story,
      promise: each.promise,
      slow: each.slow === true,
      resources: loadBundle(each.bundle).resources,
      orders: each.orders.map(({ label, resource }) => ({ label, resource: { ...resource } }))
    }))
    return { patients, note: `${patients.length} invented patients` }
  }
  const loaded = await loadFolder(options.patientsFolder).catch(() => {
    throw new Error(`The folder ${options.patientsFolder} cannot be read.`)
  })
  const { patients, files, unreadable, resourcesSkipped } = loaded
  if (patients.length === 0) {
    throw new Error(`No record of one patient was found in ${options.patientsFolder}.`)
  }
  const left = [
    unreadable.length === 0 ? '' : `not one patient’s Bundle: ${unreadable.join(', ')}`,
    resourcesSkipped === 0 ? '' : `${resourcesSkipped} resources left out`
  ].filter((part) => part !== '')
  return { patients, note: [`${patients.length} records of ${files} files`, ...left].join('; ') }
}
