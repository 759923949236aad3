import { type Program, PROGRAM_KINDS, programDocument, TONES } from '@baton/engine/program'
import type { AudienceContext } from '@baton/engine/audience'
import type { EditValue } from '@baton/engine/edit'
import type { ProgramWords } from '@baton/protocol'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { frameOf, type FrameForm, readFrame, withFrame } from './frame-form.ts'
import { KINDS_OF_PROGRAM, TONE_NAMES } from './say-step.ts'

/** Who enters, what it is for, when it ends, and in which tone one may speak to whom. */
export function FrameDialog({
  text,
  program,
  context,
  words,
  onKeep,
  onClose,
}: {
  readonly text: string
  readonly program: Program
  readonly context: AudienceContext
  readonly words: ProgramWords | undefined
  readonly onKeep: (text: string) => void
  readonly onClose: () => void
}) {
  const [form, setForm] = useState(() => frameOf(program))
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const write = (change: Partial<FrameForm>) => setForm((now) => ({ ...now, ...change }))
  const keep = () => {
    const read = readFrame(form, context)
    if (read.problems) return setProblems(read.problems)
    onKeep(withFrame(text, programDocument(program) as Readonly<Record<string, EditValue>>, read.sections))
  }
  const purposes = words?.purposes.map(({ id, name }) => ({ value: id, label: name })) ?? []
  return (
    <Dialog
      title="Who and when"
      onClose={onClose}
      onSubmit={keep}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid">
            Keep
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        <Field label="Name" error={problems['name']}>
          <TextInput value={form.name} onChange={(event) => write({ name: event.target.value })} />
        </Field>
        <Field label="For whom">
          <Select
            value={form.kind}
            options={PROGRAM_KINDS.map((kind) => ({ value: kind, label: KINDS_OF_PROGRAM[kind] }))}
            onChange={(kind) => write({ kind })}
          />
        </Field>
        <Field label="Consent that its mails need">
          <Select
            value={form.purpose}
            options={
              purposes.some(({ value }) => value === form.purpose)
                ? purposes
                : [{ value: form.purpose, label: form.purpose }, ...purposes]
            }
            onChange={(purpose) => write({ purpose })}
          />
        </Field>
        <Conditions form={form} problems={problems} onWrite={write} />
      </div>
    </Dialog>
  )
}

/** Who comes in and goes out, and what each tone asks for: conditions, as lines of the document. */
function Conditions({
  form,
  problems,
  onWrite,
}: {
  readonly form: FrameForm
  readonly problems: Readonly<Record<string, string>>
  readonly onWrite: (change: Partial<FrameForm>) => void
}) {
  const line = (name: 'enter' | 'goal' | 'leave', label: string, hint: string) => (
    <Field label={label} hint={hint} error={problems[name]}>
      <TextInput
        className="font-mono"
        value={form[name]}
        onChange={(event) => onWrite({ [name]: event.target.value })}
      />
    </Field>
  )
  return (
    <>
      {line('enter', 'Who enters', 'A condition: stage: [lead, recycled]')}
      <Field
        label="Again"
        hint="Empty: never. Else how long after leaving, such as 90 days."
        error={problems['again']}
      >
        <TextInput value={form.again} onChange={(event) => onWrite({ again: event.target.value })} />
      </Field>
      {line('goal', 'Goal', 'Whoever meets it leaves.')}
      {line('leave', 'Leaves as well', 'Optional: did: Email Unsubscribed')}
      <Field
        label="Held out"
        hint="In per cent: enter, are watched, and are sent nothing."
        error={problems['holdOut']}
      >
        <TextInput value={form.holdOut} onChange={(event) => onWrite({ holdOut: event.target.value })} />
      </Field>
      {TONES.slice(1).map((tone) => (
        <Field
          key={tone}
          label={`Before the tone ${TONE_NAMES[tone].toLowerCase()}`}
          hint="What a lead must have shown; empty: nothing."
          error={problems[tone]}
        >
          <TextInput
            className="font-mono"
            value={form.tones[tone] ?? ''}
            onChange={(event) => onWrite({ tones: { ...form.tones, [tone]: event.target.value } })}
          />
        </Field>
      ))}
    </>
  )
}
