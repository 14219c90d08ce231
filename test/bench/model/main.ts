import { parseArgs } from 'node:util'
import { measureModel, modelFigures } from './measure-model.ts'

/*
 * The figures of the model's station: node test/bench/model/main.ts [--only parsing,warm,silent,
 * dripping,replicas]. Exit code 1 when one is not kept.
 */

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const missed = await measureModel(values.only?.split(',') ?? Object.keys(modelFigures))
process.exit(missed === 0 ? 0 : 1)
