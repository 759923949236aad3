import type { Uncatalogued } from '@baton/protocol'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { uncataloguedOptions, useReadAgain } from '../../api/event-log-query.ts'
import type { Body } from '../../api/paths.ts'
import { request } from '../../api/request.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useNow } from '../../app/use-now.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'
import { toast } from '../../ui/toast.ts'
import { CatalogueForm } from './CatalogueForm.tsx'
import { proposedFields } from './proposed-fields.ts'

type Item = Uncatalogued['data'][number]

/** Events and properties that come and that no agreement can refer to, because the catalogue does not know them. */
export function UncataloguedTab({ onLive }: { readonly onLive: (name: string) => void }) {
  const unknown = useQuery(uncataloguedOptions)
  const now = useNow()
  if (unknown.isError && unknown.data === undefined)
    return (
      <ReadFailed what="What is uncatalogued" error={unknown.error} onRetry={() => void unknown.refetch()} />
    )
  if (unknown.data === undefined)
    return (
      <div className="space-y-5 p-6" aria-busy="true">
        {Array.from({ length: 5 }, (_, row) => (
          <Skeleton key={row} className="w-full max-w-4xl" />
        ))}
      </div>
    )
  const { data, behind } = unknown.data
  if (data.length === 0)
    return (
      <EmptyState title="The catalogue knows all that came">
        <p>
          An event or property that it does not know is stored all the same. It appears here, so that an
          agreement can refer to it once you put it into the catalogue.
        </p>
      </EmptyState>
    )
  const groups = [
    ['Events', data.filter(({ known }) => !known)],
    ['New properties of known events', data.filter(({ known }) => known)],
  ] as const
  return (
    <>
      <p className="max-w-prose px-4 pt-4 text-body text-soft md:px-6">
        In the last 30 days. Putting one into the catalogue changes no verdict: no clause could ask for it
        yet.
        {behind > 1_000 && ` ${behind.toLocaleString('en')} events are still to be looked at.`}
      </p>
      {groups.map(([title, items]) =>
        items.length === 0 ? null : (
          <section key={title} aria-label={title}>
            <h2 className="px-4 pt-5 pb-2 text-lead font-semibold md:px-6">{title}</h2>
            <ul className="border-t border-line">
              {items.map((item) => (
                <UnknownItem key={item.name} item={item} now={now} onLive={() => onLive(item.name)} />
              ))}
            </ul>
          </section>
        ),
      )}
    </>
  )
}

function UnknownItem({
  item,
  now,
  onLive,
}: {
  readonly item: Item
  readonly now: number
  readonly onLive: () => void
}) {
  const [isOpen, setOpen] = useState(false)
  const { pending, problem, send } = useSending()
  const readAgain = useReadAgain()
  const catalogue = (body: Body<'catalogueEvent'>) =>
    void send(async () => {
      await request('catalogueEvent', { body })
      toast(`${item.name} is in the catalogue.`)
      await readAgain('uncatalogued', 'agreement')
    })
  return (
    <li className="border-b border-line px-4 py-3 md:px-6">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="font-medium">{item.name}</h3>
        <span className="figures text-small text-faint">
          {item.events.toLocaleString('en')} {item.events === 1 ? 'event' : 'events'} · last{' '}
          <Timestamp at={Date.parse(item.lastAt)} now={now} />
        </span>
        <span className="ml-auto flex gap-2">
          <Button look="plain" onClick={onLive}>
            Show them
          </Button>
          <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            Adjust
          </Button>
          <Button
            look="solid"
            disabled={pending}
            onClick={() => catalogue({ name: item.name, fields: [...proposedFields(item)] })}
          >
            Catalogue
          </Button>
        </span>
      </div>
      {problem !== null && (
        <p role="alert" className="text-small text-accent-text">
          {problem}
        </p>
      )}
      {isOpen ? (
        <CatalogueForm item={item} pending={pending} onSubmit={catalogue} onClose={() => setOpen(false)} />
      ) : (
        <FieldList item={item} />
      )}
    </li>
  )
}

function FieldList({ item }: { readonly item: Item }) {
  if (item.fields.length === 0) return <p className="text-small text-faint">Without properties.</p>
  return (
    <dl className="mt-1 flex flex-wrap gap-x-5 gap-y-0.5 text-small">
      {item.fields.map(({ name, type, sample }) => (
        <div key={name} className="flex min-w-0 gap-1.5">
          <dt className="text-soft">
            {name} <span className="text-faint">{type}</span>
          </dt>
          {sample !== null && <dd className="max-w-60 truncate font-mono text-faint">{sample}</dd>}
        </div>
      ))}
    </dl>
  )
}
