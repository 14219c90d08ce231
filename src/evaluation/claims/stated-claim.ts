import { z } from 'zod'

/** A claim in words and in parts, with the resources it cites. */
export const StatedClaimSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  /** The first part of the name of the record's file. */
  bundle: z.string(),
  kind: z.string(),
  text: z.string(),
  refs: z.array(z.string()).default([]),
  structured: z.object({
    code: z.string().nullish(),
    display: z.string().nullish(),
    value: z.union([z.number(), z.string(), z.boolean()]).nullish(),
    unit: z.string().nullish(),
    date: z.string().nullish(),
    from: z.number().nullish(),
    to: z.number().nullish(),
    direction: z.string().nullish(),
    fromDate: z.string().nullish(),
    toDate: z.string().nullish(),
    assertion: z.string().nullish()
  }),
  /** Whether the claim is true, where that is known. */
  label: z.string().nullish(),
  /** How it was corrupted, where that is known. */
  mutation: z.string().nullish()
})
export type StatedClaim = z.infer<typeof StatedClaimSchema>
