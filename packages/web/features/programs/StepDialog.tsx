import type { AudienceContext } from '@baton/engine/audience'
import { TONES } from '@baton/engine/program'
import type { ProgramWords } from '@baton/protocol'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { freeId } from './program-tree.ts'
import { KIND_NAMES, TONE_NAMES } from './say-step.ts'
import { newForm, readForm, type ReadForm, type StepForm, type StepKind } from './step-form.ts'
import { StepParts } from './StepParts.tsx'

/** What a step does. A new one begins with what kind it is. */
export function StepDialog({
  form: given,
  taken,
  context,
  words,
  onKeep,
  onClose,
}: {
  /** Null: a new step. */
  readonly form: StepForm | null
  /** Ids of all others. */
  readonly taken: readonly string[]
  readonly context: AudienceContext
  readonly words: ProgramWords | undefined
  readonly onKeep: (form: StepForm, document: NonNullable<ReadForm['document']>) => void
  readonly onClose: () => void
}) {
  const [form, setForm] = useState<StepForm>(() => given ?? newForm('send', freeId('mail', taken)))
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const write = (change: Partial<StepForm>) => setForm((now) => ({ ...now, ...change }))
  const keep = () => {
    const read = readForm(form, context, taken)
    if (read.document) onKeep(form, read.document)
    else setProblems(read.problems)
  }
  return (
    <Dialog
      title={given === null ? 'New step' : KIND_NAMES[form.kind]}
      onClose={onClose}
      onSubmit={keep}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid">
            {given === null ? 'Add' : 'Keep'}
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        {given === null && (
          <Field label="What it does">
            <Select
              value={form.kind}
              options={(Object.keys(KIND_NAMES) as StepKind[]).map((kind) => ({
                value: kind,
                label: KIND_NAMES[kind],
              }))}
              onChange={(kind) => setForm(newForm(kind, freeId(kind === 'send' ? 'mail' : kind, taken)))}
            />
          </Field>
        )}
        <StepFields {...{ form, problems, context, words, write }} />
        <Field
          label="Id"
          hint="Leads keep their place by it when the program changes."
          error={problems['id']}
        >
          <TextInput value={form.id} onChange={(event) => write({ id: event.target.value.trim() })} />
        </Field>
      </div>
    </Dialog>
  )
}

export interface FieldsProps {
  readonly form: StepForm
  readonly problems: Readonly<Record<string, string>>
  readonly context: AudienceContext
  readonly words: ProgramWords | undefined
  readonly write: (change: Partial<StepForm>) => void
}

function StepFields(props: FieldsProps) {
  const { form, problems, words, write } = props
  switch (form.kind) {
    case 'send':
      return <SendFields {...props} />
    case 'wait':
      return <DurationField label="How long" {...props} />
    case 'wait-for':
      return (
        <>
          <Field
            label="Until"
            hint="A condition, as in the agreement: did: Page Viewed, within: 7 days"
            error={problems['until']}
          >
            <TextArea
              rows={2}
              className="font-mono"
              value={form.until}
              onChange={(event) => write({ until: event.target.value })}
            />
          </Field>
          <DurationField label="No longer than" {...props} />
        </>
      )
    case 'branch':
    case 'split':
      return <StepParts {...props} />
    case 'set':
      return <SetFields {...props} />
    case 'tell':
      return <TellFields {...props} />
    case 'webhook':
      return (
        <Field label="Webhook" hint="Administrators set where it leads." error={problems['webhook']}>
          <Select
            value={form.webhook}
            options={chosen(words?.webhooks.map((name) => ({ value: name, label: name })) ?? [])}
            onChange={(webhook) => write({ webhook })}
          />
        </Field>
      )
  }
}

const chosen = (options: readonly { readonly value: string; readonly label: string }[]) => [
  { value: '', label: 'Choose…' },
  ...options,
]

function SendFields({ form, problems, words, write }: FieldsProps) {
  const mails = words?.mails ?? []
  const isKnown = form.mail === '' || mails.some(({ id }) => id === form.mail)
  const options = [
    ...mails.map(({ id, name, ready }) => ({ value: id, label: ready ? name : `${name} (not ready)` })),
    ...(isKnown ? [] : [{ value: form.mail, label: `${form.mail} (not there)` }]),
  ]
  return (
    <>
      <Field label="Mail" error={problems['mail']}>
        <Select value={form.mail} options={chosen(options)} onChange={(mail) => write({ mail })} />
      </Field>
      <Field label="Tone" hint="Who has not shown what the tone asks for is passed over.">
        <Select
          value={form.tone}
          options={TONES.map((tone) => ({ value: tone, label: TONE_NAMES[tone] }))}
          onChange={(tone) => write({ tone })}
        />
      </Field>
    </>
  )
}

function DurationField({ label, form, problems, write }: FieldsProps & { readonly label: string }) {
  return (
    <Field label={label} hint="3 days, 12 hours, 1 week" error={problems['duration']}>
      <TextInput value={form.duration} onChange={(event) => write({ duration: event.target.value })} />
    </Field>
  )
}

function SetFields({ form, problems, context, write }: FieldsProps) {
  const fields = context.catalogue.lead.filter(
    ({ personal, contact, first }) => !personal && !contact && !first,
  )
  return (
    <>
      <Field label="Field" error={problems['field']}>
        <Select
          value={form.field}
          options={chosen(
            fields.map(({ name, about }) => ({ value: `lead.${name}`, label: `${name}: ${about}` })),
          )}
          onChange={(field) => write({ field })}
        />
      </Field>
      <Field label="To" error={problems['to']}>
        <TextInput value={form.to} onChange={(event) => write({ to: event.target.value })} />
      </Field>
    </>
  )
}

function TellFields({ form, problems, words, write }: FieldsProps) {
  const teams = words?.teams.map((team) => ({ value: `team ${team}`, label: `Team ${team}` })) ?? []
  return (
    <>
      <Field label="Whom">
        <Select
          value={form.told}
          options={[{ value: 'owner', label: 'Who of sales has the lead' }, ...teams]}
          onChange={(told) => write({ told })}
        />
      </Field>
      <Field label="What" error={problems['text']}>
        <TextArea rows={2} value={form.text} onChange={(event) => write({ text: event.target.value })} />
      </Field>
    </>
  )
}
