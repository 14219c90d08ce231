import type { Situation } from './case-builder.ts'
import { allergiesAndDoses } from './situations/allergies-and-doses.ts'
import { careGaps } from './situations/care-gaps.ts'
import { heartAndElectrolytes } from './situations/heart-and-electrolytes.ts'
import { interactions } from './situations/interactions.ts'
import { kidneysAndBleeding } from './situations/kidneys-and-bleeding.ts'
import { mustStaySilent } from './situations/must-stay-silent.ts'
import { opioidsAndPregnancy } from './situations/opioids-and-pregnancy.ts'
import { seenNotActedOn } from './situations/seen-not-acted-on.ts'

/** Every situation of the clinical reference, section 4, with its twins. */
export const allSituations: readonly Situation[] = [
  ...kidneysAndBleeding,
  ...interactions,
  ...allergiesAndDoses,
  ...heartAndElectrolytes,
  ...opioidsAndPregnancy,
  ...seenNotActedOn,
  ...careGaps,
  ...mustStaySilent
]
