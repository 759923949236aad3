import type { Purpose } from '@baton/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { purposesOptions } from '../../api/privacy-query.ts'
import { request } from '../../api/request.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { renamed, withPurpose, type EditedPurpose } from './purpose-list.ts'

/** What consent is asked for: by forms, and on the page where people say what they want to get. */
export function PurposeSection() {
  const purposes = useQuery(purposesOptions)
  const mayChange = useMay('setPurposes')
  const [editing, setEditing] = useState(false)
  if (purposes.isError)
    return <ReadFailed what="The purposes" error={purposes.error} onRetry={() => void purposes.refetch()} />
  return (
    <Section
      title="Purposes"
      note="What consent is asked for, in this order"
      aside={
        mayChange && !editing && purposes.data && <Button onClick={() => setEditing(true)}>Change</Button>
      }
    >
      {purposes.data === undefined ? (
        <Skeleton className="w-96 max-w-full" />
      ) : editing ? (
        <PurposeForm purposes={purposes.data} onClose={() => setEditing(false)} />
      ) : purposes.data.length === 0 ? (
        <p className="text-body text-soft">There are none yet, so no form can ask for consent.</p>
      ) : (
        <dl className="divide-y divide-line border-y border-line">
          {purposes.data.map(({ id, name, about }) => (
            <div key={id} className="grid gap-x-4 py-2 sm:grid-cols-[14rem_1fr]">
              <dt className="font-medium">
                {name} <code className="font-mono text-small font-normal text-faint">{id}</code>
              </dt>
              <dd className="text-soft">{about}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}

function PurposeForm({
  purposes,
  onClose,
}: {
  readonly purposes: readonly Purpose[]
  readonly onClose: () => void
}) {
  const queries = useQueryClient()
  const [list, setList] = useState<readonly EditedPurpose[]>(() =>
    purposes.map((purpose) => ({ ...purpose, kept: true })),
  )
  const { pending, problem, send } = useSending()
  const isWhole = list.every(({ name }) => name.trim() !== '')
  const save = () =>
    void send(async () => {
      const body = { data: list.map(({ kept: _kept, ...purpose }) => purpose) }
      queries.setQueryData(purposesOptions.queryKey, (await request('setPurposes', { body })).data)
      void queries.invalidateQueries({ queryKey: ['form-check'] })
      toast('The purposes are kept.')
      onClose()
    })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole && !pending) save()
      }}
    >
      <ol className="space-y-4 sm:space-y-2">
        {list.map((purpose, index) => (
          <li key={index} className="grid grid-cols-[1fr_auto] gap-2 sm:grid-cols-[14rem_1fr_auto]">
            <TextInput
              aria-label={`Name of purpose ${index + 1}`}
              placeholder="What for"
              maxLength={100}
              value={purpose.name}
              onChange={(event) => setList(renamed(list, index, { name: event.target.value }))}
            />
            <TextInput
              aria-label={`What purpose ${index + 1} means`}
              placeholder="How and how often"
              maxLength={300}
              className="max-sm:order-1 max-sm:col-span-2"
              value={purpose.about}
              onChange={(event) => setList(renamed(list, index, { about: event.target.value }))}
            />
            <Button
              look="plain"
              className="h-8"
              aria-label={`Remove ${purpose.name || `purpose ${index + 1}`}`}
              onClick={() => setList(list.toSpliced(index, 1))}
            >
              <X size={13} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ol>
      {problem !== null && (
        <p role="alert" className="mt-2 text-small text-accent-text">
          {problem}
        </p>
      )}
      <div className="mt-3 flex gap-2">
        <Button type="submit" look="solid" disabled={!isWhole || pending}>
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="plain" disabled={list.length >= 20} onClick={() => setList(withPurpose(list))}>
          <Plus size={13} aria-hidden="true" />
          Add a purpose
        </Button>
      </div>
    </form>
  )
}
