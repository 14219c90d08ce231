import { places } from './places.ts'
import { allPlants } from './plants.ts'
import { plantAll } from './run.ts'
import { answerHelp } from '../support/help.ts'

/*
 * npm run privacy: what names, locates or numbers somebody, planted into every place where people
 * type, and what of it the model would read. Exit code 1 when more than one in a hundred gets through.
 */

answerHelp(`npm run privacy
Plants of the 18 Safe Harbor classes in every free-text place, in each profile, notes off and scrubbed.`)

const shareMax = 0.01
const planted = plantAll(allPlants, places)
const through = planted.filter((one) => one.through.length > 0)

process.stdout.write('| class | planted | through |\n|---|---|---|\n')
for (const [of, rows] of Map.groupBy(planted, ({ plant }) => plant.of)) {
  const got = rows.filter((row) => row.through.length > 0).length
  process.stdout.write(`| ${of} | ${rows.length} | ${got} |\n`)
}
process.stdout.write('\n| profile | notes | planted | through |\n|---|---|---|---|\n')
const bySetting = Map.groupBy(
  planted,
  ({ setting }) => `${setting.profile} | ${setting.notes ? 'scrubbed' : 'off'}`
)
for (const [setting, rows] of bySetting) {
  const got = rows.filter((row) => row.through.length > 0).length
  process.stdout.write(`| ${setting} | ${rows.length} | ${got} |\n`)
}
process.stdout.write('\n')
const listed = Map.groupBy(through, (one) => `${one.plant.text}: ${one.through.join(', ')}`)
for (const [what, rows] of listed) {
  const where = [...new Set(rows.map(({ place }) => place.name))]
  process.stdout.write(`through: ${what} (${rows.length}: ${where.join('; ')})\n`)
}
const share = through.length / planted.length
process.stdout.write(
  `\n${planted.length} planted, ${through.length} through (${(share * 100).toFixed(2)} %; at most ${shareMax * 100} %).\n`
)
process.exit(share > shareMax ? 1 : 0)
