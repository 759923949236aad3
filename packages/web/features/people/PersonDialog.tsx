import type { Person, PersonChange, Team } from '@baton/protocol'
import { useState } from 'react'
import type { Answer } from '../../api/paths.ts'
import { useRefreshPeople } from '../../api/people-query.ts'
import { request } from '../../api/request.ts'
import { useMe } from '../../api/session-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { Absences } from './Absences.tsx'
import { CopyLink } from './CopyLink.tsx'
import { changesOf, personForm, type PersonForm } from './person-form.ts'
import { ROLE_ABOUT, ROLE_OPTIONS } from './role-choices.ts'
import { TeamChecks } from './TeamChecks.tsx'

/** All that an administrator can set for somebody. */
export function PersonDialog({
  person,
  teams,
  onClose,
}: {
  readonly person: Person
  readonly teams: readonly Team[]
  readonly onClose: () => void
}) {
  const [form, setForm] = useState(() => personForm(person))
  const { pending, problem, send } = useSending()
  const refresh = useRefreshPeople()
  const changes = changesOf(person, form)
  const apply = (change: PersonChange, said: string) =>
    void send(async () => {
      await request('changePerson', { params: { id: person.id }, body: change })
      await refresh()
      toast(said)
      onClose()
    })
  const submit = () => {
    if (changes !== null && Object.keys(changes).length > 0 && !pending)
      apply(changes, `${form.name} is changed.`)
  }
  return (
    <Dialog
      title={person.name}
      note={person.email}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Access person={person} pending={pending} onChange={(active, said) => apply({ active }, said)} />
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="solid"
            disabled={pending || changes === null || Object.keys(changes).length === 0}
          >
            Save
          </Button>
        </>
      }
    >
      <PersonFields
        form={form}
        teams={teams}
        problem={problem}
        onChange={(more) => setForm({ ...form, ...more })}
      />
      <section className="mt-5 border-t border-line pt-4">
        <h3 className="mb-2 font-semibold">Away</h3>
        <Absences person={person.id} absences={person.absences} />
      </section>
      <section className="mt-5 border-t border-line pt-4">
        <h3 className="mb-2 font-semibold">{person.joined ? 'Password' : 'Invitation'}</h3>
        <ResetLink person={person} />
      </section>
    </Dialog>
  )
}

function PersonFields({
  form,
  teams,
  problem,
  onChange,
}: {
  readonly form: PersonForm
  readonly teams: readonly Team[]
  readonly problem: string | null
  readonly onChange: (more: Partial<PersonForm>) => void
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Name">
        <TextInput
          value={form.name}
          maxLength={200}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
      <Field label="Capacity" hint="Handoffs and deals at one time; 0 takes none.">
        <TextInput
          inputMode="numeric"
          value={form.capacity}
          onChange={(event) => onChange({ capacity: event.target.value })}
        />
      </Field>
      <Field label="Role" hint={ROLE_ABOUT[form.role]}>
        <Select value={form.role} options={ROLE_OPTIONS} onChange={(role) => onChange({ role })} />
      </Field>
      <Field
        label="Hours"
        hint="Such as Europe/Berlin mon-thu 09:00-18:00, fri 09:00-15:00. Empty: those of the agreement."
        error={problem}
      >
        <TextInput
          value={form.hours}
          maxLength={300}
          onChange={(event) => onChange({ hours: event.target.value })}
        />
      </Field>
      <div className="sm:col-span-2">
        <TeamChecks teams={teams} chosen={form.teams} onChange={(chosen) => onChange({ teams: chosen })} />
      </div>
    </div>
  )
}

function Access({
  person,
  pending,
  onChange,
}: {
  readonly person: Person
  readonly pending: boolean
  readonly onChange: (active: boolean, said: string) => void
}) {
  const [sure, setSure] = useState(false)
  const me = useMe()
  if (person.id === me?.person.id) return <span className="mr-auto" />
  if (!person.active)
    return (
      <Button
        look="plain"
        className="mr-auto"
        disabled={pending}
        onClick={() => onChange(true, `${person.name} has access again.`)}
      >
        Give access again
      </Button>
    )
  return (
    <Button
      look="plain"
      className="mr-auto text-accent-text"
      disabled={pending}
      onClick={() => (sure ? onChange(false, `${person.name} no longer has access.`) : setSure(true))}
    >
      {sure ? 'Really end access? Handoffs are passed on.' : 'End access'}
    </Button>
  )
}

function ResetLink({ person }: { readonly person: Person }) {
  const [made, setMade] = useState<Answer<'makeResetLink'> | null>(null)
  const { pending, problem, send } = useSending()
  if (made !== null) return <CopyLink link={made.link} expiresAt={made.expiresAt} />
  const make = () =>
    void send(async () => setMade(await request('makeResetLink', { params: { id: person.id } })))
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button disabled={pending} onClick={make}>
        {person.joined ? 'Make a link to set a new one' : 'Make a new link'}
      </Button>
      <p className="text-small text-faint">You see it once, to pass it on.</p>
      {person.secondFactor && <EndSecondFactor person={person} />}
      {problem !== null && (
        <p role="alert" className="w-full text-small text-accent-text">
          {problem}
        </p>
      )}
    </div>
  )
}

/** For somebody who lost phone and recovery codes. */
function EndSecondFactor({ person }: { readonly person: Person }) {
  const { pending, send } = useSending()
  const refresh = useRefreshPeople()
  const end = () =>
    void send(async () => {
      await request('changePerson', { params: { id: person.id }, body: { secondFactor: false } })
      await refresh()
    })
  return (
    <Button look="plain" disabled={pending} onClick={end}>
      End their second factor
    </Button>
  )
}
