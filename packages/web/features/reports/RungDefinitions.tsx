import type { LifecycleName, Rung } from '@baton/engine/reports'
import { sayLifecycle, sayLifecycleEntry, sayRung } from '@baton/words'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { useLifecycleDefinitions } from '../../api/spend-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useStageNames } from '../leads/index.ts'
import { RungDialog } from './RungDialog.tsx'

/** What each rung means, and changing it. */
export function RungDefinitions({ name }: { readonly name: LifecycleName }) {
  const definitions = useLifecycleDefinitions()
  const mayChange = useMay('setLifecycleDefinitions')
  const stage = useStageNames()
  const [changed, setChanged] = useState<Rung | null>(null)
  const lifecycle = definitions.data?.[name]
  return (
    <Section title="How the rungs are defined" note={sayLifecycle(name)}>
      {definitions.isError ? (
        <ReadFailed
          what="How the rungs are defined"
          error={definitions.error}
          onRetry={() => void definitions.refetch()}
        />
      ) : lifecycle === undefined ? (
        <Skeleton className="h-40 w-full max-w-4xl" />
      ) : (
        <dl className="max-w-4xl divide-y divide-line border-y border-line">
          <div className="grid gap-x-4 py-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
            <dt className="font-medium">Who counts</dt>
            <dd className="text-soft">{sayLifecycleEntry(lifecycle.entry)}.</dd>
          </div>
          {lifecycle.rungs.map((rung) => (
            <div
              key={rung.key}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 py-2 sm:grid-cols-[10rem_minmax(0,1fr)_auto]"
            >
              <dt className="font-medium">{rung.name}</dt>
              <dd className="order-3 text-soft sm:order-none">{sayRung(rung, stage)}</dd>
              {mayChange && (
                <dd className="-my-0.5">
                  <Button look="plain" onClick={() => setChanged(rung)} className="text-small">
                    <Pencil size={12} aria-hidden="true" /> Change
                    <span className="sr-only"> {rung.name}</span>
                  </Button>
                </dd>
              )}
            </div>
          ))}
        </dl>
      )}
      {changed !== null && definitions.data !== undefined && (
        <RungDialog
          lifecycle={name}
          definitions={definitions.data}
          rung={changed}
          onClose={() => setChanged(null)}
        />
      )}
    </Section>
  )
}
