import { useState } from 'react'
import { useChangeMe, type Dialect, type Me } from '../../api/session-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select, type SelectOption } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'

const WORDS: readonly SelectOption<Dialect>[] = [
  { value: 'marketing', label: 'Leads, as marketing says' },
  { value: 'sales', label: 'Prospects, as sales says' },
]

/** Name, words and hours. */
export function ProfileSettings({ me }: { readonly me: Me }) {
  const [name, setName] = useState(me.person.name)
  const [hours, setHours] = useState(me.person.hours ?? '')
  const [dialect, setDialect] = useState(me.dialect)
  const { pending, problem, send } = useSending()
  const changeMe = useChangeMe()
  const wanted = hours.trim() === '' ? null : hours.trim()
  const changed = name.trim() !== me.person.name || wanted !== me.person.hours || dialect !== me.dialect
  const save = () =>
    void send(async () => {
      await changeMe({
        ...(name.trim() !== me.person.name && { name: name.trim() }),
        ...(wanted !== me.person.hours && { hours: wanted }),
        ...(dialect !== me.dialect && { dialect }),
      })
      toast('Saved.')
    })
  return (
    <Section title="Me">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (changed && name.trim() !== '' && !pending) save()
        }}
        className="grid gap-4 sm:grid-cols-2"
      >
        <Field label="Name">
          <TextInput
            autoComplete="name"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label="Words" hint="Names of stages and screens; the facts are the same.">
          <Select value={dialect} options={WORDS} onChange={setDialect} />
        </Field>
        <Field
          className="sm:col-span-2"
          label="Hours"
          hint="When clocks run for you: such as Europe/Berlin mon-thu 09:00-18:00, fri 09:00-15:00. Empty: the hours of the agreement."
          error={problem}
        >
          <TextInput
            placeholder="as agreed"
            maxLength={300}
            value={hours}
            onChange={(event) => setHours(event.target.value)}
          />
        </Field>
        <div>
          <Button type="submit" look="solid" disabled={!changed || name.trim() === '' || pending}>
            Save
          </Button>
        </div>
      </form>
    </Section>
  )
}
