import type { Retention } from '@baton/protocol'
import { sayCounted } from '@baton/words'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { retentionOptions } from '../../api/privacy-query.ts'
import { request } from '../../api/request.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { CLASSES, daysProblem, RETENTION_CLASSES, retentionOf, typedDays } from './retention-days.ts'

/** How many days each class of data is kept. */
export function RetentionSection() {
  const retention = useQuery(retentionOptions)
  const mayChange = useMay('setRetention')
  if (retention.isError)
    return (
      <ReadFailed
        what="How long data is kept"
        error={retention.error}
        onRetry={() => void retention.refetch()}
      />
    )
  if (retention.data === undefined) return null
  return (
    <Section
      title="How long it is kept"
      note="Leads, what they did and every verdict stay until they are erased"
    >
      {mayChange ? (
        <DaysForm key={JSON.stringify(retention.data)} retention={retention.data} />
      ) : (
        <dl className="divide-y divide-line border-y border-line">
          {RETENTION_CLASSES.map((name) => (
            <div key={name} className="grid gap-x-4 py-2 sm:grid-cols-[14rem_1fr]">
              <dt className="font-medium">{CLASSES[name].name}</dt>
              <dd>
                <span className="figures">{sayCounted(retention.data[name], 'day')}</span>
                <span className="block text-small text-faint">{CLASSES[name].about}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}

function DaysForm({ retention }: { readonly retention: Retention }) {
  const queries = useQueryClient()
  const [typed, setTyped] = useState(() => typedDays(retention))
  const { pending, problem, send } = useSending()
  const meant = retentionOf(typed)
  const isChanged = meant === null || RETENTION_CLASSES.some((name) => meant[name] !== retention[name])
  const save = () => {
    if (meant === null || pending) return
    void send(async () => {
      queries.setQueryData(retentionOptions.queryKey, await request('setRetention', { body: meant }))
      toast('It is kept as long as this from now on.')
    })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      className="grid gap-4 sm:grid-cols-2"
    >
      {RETENTION_CLASSES.map((name) => (
        <Field
          key={name}
          label={`${CLASSES[name].name}, days`}
          hint={CLASSES[name].about}
          error={daysProblem(typed[name])}
        >
          <TextInput
            inputMode="numeric"
            className="max-w-28"
            value={typed[name]}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          />
        </Field>
      ))}
      <div className="flex items-center gap-3 sm:col-span-2">
        <Button type="submit" look="solid" disabled={!isChanged || meant === null || pending}>
          Save
        </Button>
        <p className="text-small text-faint">What is older goes at the next round, every six hours.</p>
        {problem !== null && (
          <p role="alert" className="text-small text-accent-text">
            {problem}
          </p>
        )}
      </div>
    </form>
  )
}
