/** A form being written: its state, what is wrong with it, and keeping it. */
import type { Form, FormDefinition, FormProblem } from '@baton/protocol'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useWriteForm } from '../../api/forms-query.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { toast } from '../../ui/toast.ts'
import { asSaved, definitionOf, editedForm, unfinished, withKept, type EditedForm } from './edited-form.ts'

const CHECK_AFTER_MS = 350

export type FormEditing = ReturnType<typeof useFormEditor>

export function useFormEditor(form: Form) {
  const [edited, setEdited] = useState<EditedForm>(() => editedForm(form.definition))
  const [saved, setSaved] = useState(form)
  const { change, setStatus } = useWriteForm()
  const { pending, problem, send } = useSending()
  const definition = definitionOf(edited)
  const isChanged = JSON.stringify(definition) !== JSON.stringify(definitionOf(editedForm(saved.definition)))
  const blanks = unfinished(edited)
  const problems = useChecked(edited, blanks.length === 0, saved)
  const keep = async (): Promise<Form> => {
    const kept = await change(saved.id, definition)
    setSaved(kept)
    setEdited((now) => (now === edited ? asSaved(now, kept.definition) : withKept(now, kept.definition)))
    return kept
  }
  const save = () => {
    if (!isChanged || pending || blanks.length > 0) return
    void send(async () => {
      const { version } = await keep()
      toast(`Saved as version ${version}.`)
    })
  }
  const turn = (status: 'live' | 'closed') => {
    if (pending || (status === 'live' && blanks.length > 0)) return
    void send(async () => {
      if (isChanged && status === 'live') await keep()
      setSaved(await setStatus(saved.id, status))
      toast(
        status === 'live'
          ? 'The form is live.'
          : 'The form is closed. Its address says that it is not there.',
      )
    })
  }
  return {
    edited,
    definition,
    /** With what came of it as the server says last. */
    form: { ...saved, funnel: form.funnel },
    problems: blanks.length > 0 ? blanks : problems,
    isChanged,
    /** False: it cannot be kept as it is. */
    isWhole: blanks.length === 0,
    pending,
    problem,
    write: (by: (now: EditedForm) => EditedForm) => setEdited(by),
    save,
    turn,
  }
}

/** What the server says against it, asked when the writing pauses. */
function useChecked(edited: EditedForm, isWhole: boolean, saved: Form): readonly FormProblem[] {
  const text = JSON.stringify(definitionOf(edited))
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    if (!isWhole) return
    const timer = setTimeout(() => setAsked(text), CHECK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text, isWhole])
  const { data } = useQuery({
    queryKey: ['form-check', asked],
    queryFn: async ({ signal }): Promise<readonly FormProblem[]> => {
      const body = JSON.parse(asked) as FormDefinition
      return (await request('checkForm', { body, signal })).problems
    },
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
  return data ?? saved.problems
}
