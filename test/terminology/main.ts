import { hasDiseases, measureDiseaseCoverage } from './disease-coverage.ts'

/*
 * npm run disease-coverage: how much of the Disease Ontology the list of diagnoses covers, which
 * codes stand apart, and with --missing what it does not know.
 */

if (hasDiseases()) {
  const { codesApart, missing, ...figures } = measureDiseaseCoverage()
  for (const [name, value] of Object.entries(figures)) process.stdout.write(`${name}: ${value}\n`)
  process.stdout.write(`codes apart (theirs; ours): ${codesApart.length}\n`)
  for (const line of codesApart) process.stdout.write(`  ${line}\n`)
  if (process.argv.includes('--missing')) process.stdout.write(`${missing.join('\n')}\n`)
} else {
  process.stderr.write(
    'The reports of the Disease Ontology are not there; see CURBSIDE_REAL_DATA.\n'
  )
  process.exitCode = 1
}
