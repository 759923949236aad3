import type { SpendEntry } from '@baton/protocol'
import { dayAt } from '@baton/zones/days'
import { useId, useState } from 'react'
import { useReportChoices } from '../../api/reports-query.ts'
import { useMoneySettings, useWriteMoney } from '../../api/spend-query.ts'
import { useNow } from '../../app/use-now.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { newSpend, spendProblems, typedSpend, writtenSpend, type TypedSpend } from './spend-draft.ts'

/** Writes one row of spend, new or in place of what it says. A new one is of this month, in the currency of reports. */
export function SpendForm({
  entry,
  onDone,
}: {
  readonly entry: SpendEntry | null
  readonly onDone: () => void
}) {
  const zone = useReportChoices().data?.zone
  const settings = useMoneySettings().data
  const now = useNow()
  if (entry !== null) return <Writing id={entry.id} first={typedSpend(entry)} onDone={onDone} />
  if (settings === undefined || zone === undefined) return <Skeleton className="h-40 w-full" />
  return <Writing id={null} first={newSpend(dayAt(zone, now), settings.currency)} onDone={onDone} />
}

function Writing({
  id,
  first,
  onDone,
}: {
  /** Of the row that is changed; null: it is new. */
  readonly id: string | null
  readonly first: TypedSpend
  readonly onDone: () => void
}) {
  const [typed, setTyped] = useState(first)
  const { add, change } = useWriteMoney()
  const { pending, problem, send } = useSending()
  const written = writtenSpend(typed)
  const save = (isLast: boolean) => {
    if (written === null || pending) return
    void send(async () => {
      await (id === null ? add(written) : change(id, written))
      toast(id === null ? 'Entered.' : 'Changed.')
      if (isLast) onDone()
      else setTyped({ ...typed, campaign: '', amount: '', note: '' })
    })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save(true)
      }}
      className="grid gap-4 sm:grid-cols-2"
    >
      <Fields typed={typed} onType={(next) => setTyped({ ...typed, ...next })} />
      <div className="flex flex-wrap items-center gap-2 sm:col-span-2">
        <Button type="submit" look="solid" disabled={written === null || pending}>
          Save
        </Button>
        {id === null && (
          <Button disabled={written === null || pending} onClick={() => save(false)}>
            Save and enter another
          </Button>
        )}
        <Button look="plain" onClick={onDone}>
          Cancel
        </Button>
        {problem !== null && (
          <p role="alert" className="text-small text-accent-text">
            {problem}
          </p>
        )}
      </div>
    </form>
  )
}

function Fields({
  typed,
  onType,
}: {
  readonly typed: TypedSpend
  readonly onType: (next: Partial<TypedSpend>) => void
}) {
  const known = useReportChoices().data?.dimensions ?? {}
  const problems = spendProblems(typed)
  const id = useId()
  const field = (key: keyof TypedSpend) => ({
    value: typed[key],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onType({ [key]: event.target.value }),
  })
  return (
    <>
      <Field label="Source" hint="As it is named where people come from. Case does not matter.">
        <TextInput required maxLength={200} list={`${id}-sources`} {...field('source')} />
      </Field>
      <Field label="Campaign" hint="Nothing: the source as a whole.">
        <TextInput maxLength={200} list={`${id}-campaigns`} {...field('campaign')} />
      </Field>
      <Field label="First day">
        <TextInput type="date" min="2000-01-01" max="2099-12-31" className="figures" {...field('from')} />
      </Field>
      <Field
        label="Last day"
        hint="The amount counts evenly over the days, both included."
        error={problems.to}
      >
        <TextInput type="date" min="2000-01-01" max="2099-12-31" className="figures" {...field('to')} />
      </Field>
      <Field label="Amount" error={problems.amount}>
        <TextInput inputMode="decimal" maxLength={14} className="figures" {...field('amount')} />
      </Field>
      <Field label="Currency" error={problems.currency}>
        <TextInput maxLength={3} className="figures max-w-24 uppercase" {...field('currency')} />
      </Field>
      <Field label="Note" className="sm:col-span-2">
        <TextInput maxLength={500} {...field('note')} />
      </Field>
      <Names id={`${id}-sources`} names={known['source']} />
      <Names id={`${id}-campaigns`} names={known['campaign']} />
    </>
  )
}

function Names({ id, names = [] }: { readonly id: string; readonly names: readonly string[] | undefined }) {
  return (
    <datalist id={id}>
      {names
        .filter((name) => name !== '')
        .map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
    </datalist>
  )
}
