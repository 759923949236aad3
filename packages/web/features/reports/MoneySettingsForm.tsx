import type { MoneySettings } from '@baton/protocol'
import { sayCounted, sayList, sayNumber, sayPercent } from '@baton/words'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { useMoneySettings, useWriteMoney } from '../../api/spend-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { settingsProblems, typedSettings, writtenSettings, type TypedSettings } from './spend-draft.ts'

/** How reports read amounts: in which currency, at which rates, with which margin. */
export function MoneySettingsForm() {
  const settings = useMoneySettings()
  const mayWrite = useMay('setMoneySettings')
  if (settings.isError)
    return (
      <ReadFailed
        what="How amounts are read"
        error={settings.error}
        onRetry={() => void settings.refetch()}
      />
    )
  if (settings.data === undefined) return <Skeleton className="h-40 w-full" />
  return mayWrite ? (
    <Form key={JSON.stringify(settings.data)} settings={settings.data} />
  ) : (
    <Facts settings={settings.data} />
  )
}

function Facts({
  settings: { currency, rates, bareAmounts, margin, amountMonths },
}: {
  readonly settings: MoneySettings
}) {
  const told = Object.entries(rates).filter(([code]) => code !== currency)
  const facts = [
    ['Reports are in', currency],
    [
      'Rates',
      told.length === 0
        ? 'none: amounts in other currencies are left out'
        : sayList(
            told.map(([code, worth]) => `1 ${code} is ${sayNumber(worth)} ${currency}`),
            'and',
          ),
    ],
    ['Amounts without a currency', bareAmounts ? `are in ${currency}` : 'are left out'],
    ['Margin', margin === 1 ? 'not known: payback is of revenue' : sayPercent(margin)],
    [
      'The amount of a deal stands for',
      amountMonths === null ? 'nobody said' : sayCounted(amountMonths, 'month'),
    ],
  ] as const
  return (
    <dl className="divide-y divide-line border-y border-line">
      {facts.map(([name, value]) => (
        <div key={name} className="grid gap-x-4 py-2 sm:grid-cols-[14rem_1fr]">
          <dt className="font-medium">{name}</dt>
          <dd className="text-soft">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Form({ settings }: { readonly settings: MoneySettings }) {
  const [typed, setTyped] = useState(() => typedSettings(settings))
  const { set } = useWriteMoney()
  const { pending, problem, send } = useSending()
  const problems = settingsProblems(typed)
  const meant = writtenSettings(typed)
  const type = (next: Partial<TypedSettings>) => setTyped({ ...typed, ...next })
  const save = () => {
    if (meant === null || pending) return
    void send(async () => {
      await set(meant)
      toast('Reports read amounts like this from now on.')
    })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      className="grid gap-5 sm:grid-cols-2"
    >
      <Field label="Currency of reports" error={problems['currency']}>
        <TextInput
          maxLength={3}
          className="figures max-w-24 uppercase"
          value={typed.currency}
          onChange={(event) => type({ currency: event.target.value })}
        />
      </Field>
      <div className="self-end pb-1">
        <Checkbox
          label={`Amounts that name no currency are in ${typed.currency.toUpperCase() || 'that of reports'}`}
          checked={typed.bareAmounts}
          onChange={(event) => type({ bareAmounts: event.target.checked })}
        />
      </div>
      <Rates typed={typed} problems={problems} onType={type} />
      <Field
        label="Margin, %"
        hint="Of revenue, what is left after what it costs to deliver. Nothing: not known, and payback is of revenue."
        error={problems['margin']}
      >
        <TextInput
          inputMode="decimal"
          className="figures max-w-24"
          value={typed.margin}
          onChange={(event) => type({ margin: event.target.value })}
        />
      </Field>
      <Field
        label="Months that the amount of a deal stands for"
        hint="12 where deals are written with what they bring a year. Nothing: not known, and there is no payback."
        error={problems['months']}
      >
        <TextInput
          inputMode="numeric"
          className="figures max-w-24"
          value={typed.months}
          onChange={(event) => type({ months: event.target.value })}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-3 sm:col-span-2">
        <Button type="submit" look="solid" disabled={meant === null || pending}>
          Save
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

/** What one unit of each other currency is worth. */
function Rates({
  typed,
  problems,
  onType,
}: {
  readonly typed: TypedSettings
  readonly problems: Readonly<Record<string, string>>
  readonly onType: (next: Partial<TypedSettings>) => void
}) {
  const { rates } = typed
  const home = typed.currency.toUpperCase() || '…'
  const set = (key: number, next: Partial<TypedSettings['rates'][number]>) =>
    onType({ rates: rates.map((rate) => (rate.key === key ? { ...rate, ...next } : rate)) })
  const nextKey = Math.max(-1, ...rates.map(({ key }) => key)) + 1
  return (
    <fieldset className="min-w-0 sm:col-span-2">
      <legend className="mb-1 text-small font-medium text-soft">Rates of other currencies</legend>
      <ul className="space-y-2">
        {rates.map(({ key, currency, worth }) => (
          <li key={key}>
            <span className="flex flex-wrap items-center gap-2 text-body text-soft">
              1
              <TextInput
                aria-label="Currency"
                maxLength={3}
                placeholder="USD"
                value={currency}
                onChange={(event) => set(key, { currency: event.target.value })}
                className="figures w-18! uppercase"
              />
              is worth
              <TextInput
                aria-label={`What 1 ${currency} is worth in ${home}`}
                inputMode="decimal"
                placeholder="0.92"
                value={worth}
                onChange={(event) => set(key, { worth: event.target.value })}
                className="figures w-28!"
              />
              {home}
              <button
                type="button"
                aria-label={`Remove the rate of ${currency}`}
                onClick={() => onType({ rates: rates.filter((rate) => rate.key !== key) })}
                className="inline-flex size-7 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
              >
                <Trash2 size={14} aria-hidden="true" />
              </button>
            </span>
            {(currency !== '' || worth !== '') && problems[`rate ${key}`] !== undefined && (
              <p className="mt-0.5 text-small text-accent-text">{problems[`rate ${key}`]}</p>
            )}
          </li>
        ))}
      </ul>
      <Button
        look="plain"
        className="mt-1 -ml-2"
        onClick={() => onType({ rates: [...rates, { key: nextKey, currency: '', worth: '' }] })}
      >
        <Plus size={13} aria-hidden="true" /> Add a currency
      </Button>
      <p className="text-small text-faint">
        Without a rate an amount is left out and counted apart. One rate is for all days: for books that want
        the rate of each day, convert before entering.
      </p>
    </fieldset>
  )
}
