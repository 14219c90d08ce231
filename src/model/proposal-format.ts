import { z } from 'zod'
import type { ResponseFormatJSONSchema } from 'openai/resources/shared'
import { ProposalSchema } from './proposal/proposal.ts'
import { strictSubset } from './strict-subset.ts'

/** The answer's schema as it is sent: made once, so that every request begins with its bytes. */
export const proposalFormat: ResponseFormatJSONSchema = {
  type: 'json_schema',
  json_schema: {
    name: 'curbside_proposal',
    strict: true,
    schema: strictSubset(z.toJSONSchema(ProposalSchema))
  }
}
