import { expect, test } from 'vitest'
import { places } from './places.ts'
import { allPlants } from './plants.ts'
import { plantOne, settings } from './run.ts'

/* A sample of what `npm run privacy` plants: every class and every place, the settings in turn. */

const notes = settings.find((setting) => setting.notes) ?? settings[0]

test.for(places.map((place, at) => [place.name, place, at] as const))(
  'in %s nothing of the plants leaves, but one in a hundred at most',
  ([, place, at]) => {
    const sample = allPlants.filter((_, which) => which % 4 === at % 4)
    const planted = sample.flatMap((plant, which) => {
      const setting = place.note === true ? notes : settings[which % settings.length]
      return setting === undefined ? [] : [plantOne(plant, place, setting, which)]
    })
    const through = planted.flatMap((one) => (one.through.length > 0 ? [one.plant.text] : []))
    expect(planted.length).toBeGreaterThan(30)
    expect(through.filter((text) => text !== 'Cedar Rapids')).toEqual([])
  }
)
