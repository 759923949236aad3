import type { ReportSearch } from '../../api/reports-query.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { PersonaMarks } from './PersonaMarks.tsx'
import { usePersonaWriting, type PersonaToWrite } from './use-persona-writing.ts'

/** Writes a persona, new or in place of what it says. */
export function PersonaDialog({
  opened,
  search,
  onClose,
}: {
  readonly opened: PersonaToWrite
  readonly search: ReportSearch
  readonly onClose: () => void
}) {
  const { said, set, isWhole, newer, takeTheirs, keepMine, pending, problem, save } = usePersonaWriting(
    opened,
    onClose,
  )
  return (
    <Dialog
      title={opened.persona === null ? 'A new persona' : opened.persona.name}
      note="A kind of people who buy: what they are like, what troubles them, and by what they are recognised."
      size="wide"
      onClose={onClose}
      onSubmit={save}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={!isWhole || pending || newer !== null}>
            Save
          </Button>
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" className="sm:col-span-2">
          <TextInput
            required
            maxLength={100}
            value={said.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
        <Field label="What they are like" className="sm:col-span-2">
          <TextArea
            rows={3}
            maxLength={5000}
            value={said.about}
            onChange={(event) => set({ about: event.target.value })}
          />
        </Field>
        <Field label="What troubles them" hint="One a line">
          <TextArea rows={4} value={said.pains} onChange={(event) => set({ pains: event.target.value })} />
        </Field>
        <Field label="Words they use" hint="One a line, as they say it">
          <TextArea rows={4} value={said.words} onChange={(event) => set({ words: event.target.value })} />
        </Field>
        <div className="sm:col-span-2">
          <PersonaMarks marks={said.marks} search={search} onChange={(marks) => set({ marks })} />
        </div>
      </div>
      {problem !== null && (
        <p role="alert" className="mt-4 text-small text-accent-text">
          {problem}
        </p>
      )}
      {newer !== null && (
        <p className="mt-2 flex flex-wrap gap-2">
          <Button onClick={takeTheirs}>Take what stands there now</Button>
          <Button onClick={keepMine}>Keep mine, then save</Button>
        </p>
      )}
    </Dialog>
  )
}
