import assert from 'node:assert/strict'
import type { Model } from './model.ts'

/** `{"kind":"none"}`: rules only. Callers look at `kind` first; to ask it is a bug of ours. */
export const noModel: Model = {
  kind: 'none',
  propose: () => assert.fail('no model is configured, so none may be asked')
}
