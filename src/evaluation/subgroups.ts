import { clinicalDate, yearsBetween } from '../clinical/clinical-date.ts'
import type { EvaluationCase } from './case.ts'
import { at, textOf } from './json-value.ts'
import { isObject } from '../ground/is-object.ts'
import { resourcesIn } from './resources-in.ts'
import type { CaseAnswer } from './world.ts'

/** Completed years at the case's time; the last one is open. */
const bands = [
  { to: 17, name: '0-17' },
  { to: 44, name: '18-44' },
  { to: 64, name: '45-64' },
  { to: 79, name: '65-79' }
] as const
const oldest = '80+'

/**
 * What a case is counted under: its situation (the folder that it lies in, else the rule that it
 * expects) and the person's sex and age band, from the Patient that was sent or served, else from
 * the case's own `subgroup`. Further words of `subgroup`, such as race or payer, stay as they are.
 */
export function subgroupsOf(one: EvaluationCase, answer: CaseAnswer) {
  const { sex: _sex, gender: _gender, age: _age, ageBand: _band, ...others } = one.subgroup
  const patient = patientOf(one, answer)
  const born = clinicalDate(textOf(at(patient, 'birthDate')))
  const today = clinicalDate(one.asOf)
  const years = born === undefined || today === undefined ? undefined : yearsBetween(born, today)
  const sex = textOf(at(patient, 'gender')) ?? one.subgroup['sex'] ?? one.subgroup['gender']
  return {
    situation: situationOf(one),
    subgroups: {
      ...others,
      sex: sex ?? 'unknown',
      age: years === undefined ? givenBand(one) : bandOf(years)
    }
  }
}

function situationOf({ file, expect }: EvaluationCase): string {
  const folder = file.split('/').slice(0, -1).join('/')
  return folder !== '' ? folder : (expect.find(({ rule }) => rule !== undefined)?.rule ?? '(none)')
}

/** A number is put into its band; words are kept. */
function givenBand({ subgroup }: EvaluationCase): string {
  const given = subgroup['age'] ?? subgroup['ageBand']
  if (given === undefined) return 'unknown'
  return /^\d{1,3}$/.test(given) ? bandOf(Number(given)) : given
}

const bandOf = (years: number): string => bands.find(({ to }) => years <= to)?.name ?? oldest

function patientOf({ patientId }: EvaluationCase, { sent, record }: CaseAnswer): unknown {
  const all = [...resourcesIn(sent['prefetch']), ...(record?.resources ?? [])]
  const patients = all.filter((one) => isObject(one) && one['resourceType'] === 'Patient')
  return patients.find((one) => at(one, 'id') === patientId) ?? patients[0]
}
