import type { FormProblem } from '@baton/protocol'
import type { EditedForm } from './edited-form.ts'

/** What each part of the builder is given: the form, what is wrong with it, and how it is changed. */
export interface PartProps {
  readonly edited: EditedForm
  readonly problems: readonly FormProblem[]
  readonly write: (by: (now: EditedForm) => EditedForm) => void
}
