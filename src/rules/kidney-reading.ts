import { estimatedGfr } from '../clinical/estimated-gfr.ts'
import type { ClinicalIndex } from '../clinical/clinical-index.ts'
import { newestReading } from './readings.ts'
import type { Reading } from './readings.ts'

/**
 * The newest reading of an analyte. An eGFR that the laboratory did not send, or that is older than
 * the newest creatinine, is worked out from that creatinine (CKD-EPI 2021), for adults whose sex is
 * recorded; its reference stays the creatinine's.
 */
export function kidneyReading(
  index: ClinicalIndex,
  analyte: string,
  since = -Infinity
): Reading | undefined {
  const reading = newestReading(index, analyte, since)
  if (analyte !== 'egfr') return reading
  const creatinine = newestReading(index, 'creatinine', since)
  if (creatinine === undefined || creatinine.comparator !== undefined) return reading
  if (reading !== undefined && reading.date.epochDay >= creatinine.date.epochDay) return reading
  const value = estimatedGfr(index.person, creatinine.value)
  if (value === undefined) return reading
  const unit = 'mL/min/1.73m2'
  const text = `${value}, from creatinine`
  return {
    ...creatinine,
    analyte: 'egfr',
    label: 'eGFR from creatinine',
    value,
    unit,
    recorded: { value, unit: `${unit}, from creatinine (CKD-EPI 2021)`, text }
  }
}
