import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readOptions, runCommand, UsageError } from '../integration/command-line.ts'
import { gather } from './rxnorm/gather.ts'
import { rxnormLines } from './rxnorm/rxnorm-file.ts'

const usage = `npm run terminology -- import --rxnorm DIR [--out FILE]

Turns an RxNorm release into the one compact file that \`terminology.rxnorm\` of the configuration
names. DIR is the folder rrf of the release, with RXNCONSO.RRF, RXNREL.RRF and RXNSAT.RRF. FILE is
rxnorm.tsv unless given.`

async function eachLine(path: string, add: (line: string) => void): Promise<void> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })
  for await (const line of lines) add(line)
}

const { out, said, exitCode } = await runCommand(usage, async () => {
  const [command, ...rest] = process.argv.slice(2)
  const { rxnorm, out: file = 'rxnorm.tsv' } = readOptions(
    command === 'import' ? rest : ['--help'],
    {
      rxnorm: 'text',
      out: 'text'
    }
  )
  if (rxnorm === undefined)
    throw new UsageError('--rxnorm must name the folder of the three files.')
  const gathered = gather()
  const release = rxnorm.split(/[\\/]/).findLast((part) => /\d{6}/.test(part)) ?? 'unnamed'
  await eachLine(join(rxnorm, 'RXNCONSO.RRF'), (line) => gathered.addName(line))
  await eachLine(join(rxnorm, 'RXNREL.RRF'), (line) => gathered.addRelation(line))
  await eachLine(join(rxnorm, 'RXNSAT.RRF'), (line) => gathered.addAttribute(line))
  let lines = 0
  function* text(): Iterable<string> {
    for (const line of rxnormLines(gathered, release)) {
      lines += 1
      yield `${line}\n`
    }
  }
  await pipeline(Readable.from(text()), createWriteStream(file))
  return {
    out: `${file}: ${lines - 1} lines of ${gathered.concepts.size} concepts and ${gathered.ndc.size} NDC.\n`,
    exitCode: 0
  }
})
process.stdout.write(out)
process.stderr.write(said)
process.exitCode = exitCode
