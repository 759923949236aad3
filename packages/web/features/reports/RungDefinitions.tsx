import type { Lifecycle, LifecycleName, Rung } from '@baton/engine/reports'
import type { LifecycleDefinitions } from '@baton/protocol'
import { sayLifecycle, sayLifecycleEntry, sayRung } from '@baton/words'
import { ArrowDown, ArrowUp, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { useLifecycleDefinitions, useWriteMoney } from '../../api/spend-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useStageNames } from '../leads/index.ts'
import { newRung, RUNGS_MAX, withLifecycle, withRungMoved } from './rung-draft.ts'
import { RungDialog } from './RungDialog.tsx'

const ENTRIES = ['visitor', 'lead'] as const satisfies readonly Lifecycle['entry'][]

/** What each rung means, and changing it. */
export function RungDefinitions({ name }: { readonly name: LifecycleName }) {
  const definitions = useLifecycleDefinitions()
  return (
    <Section title="How the rungs are defined" note={sayLifecycle(name)}>
      {definitions.isError ? (
        <ReadFailed
          what="How the rungs are defined"
          error={definitions.error}
          onRetry={() => void definitions.refetch()}
        />
      ) : definitions.data === undefined ? (
        <Skeleton className="h-40 w-full max-w-4xl" />
      ) : (
        <Rungs name={name} definitions={definitions.data} />
      )}
    </Section>
  )
}

function Rungs({
  name,
  definitions,
}: {
  readonly name: LifecycleName
  readonly definitions: LifecycleDefinitions
}) {
  const mayChange = useMay('setLifecycleDefinitions')
  const [changed, setChanged] = useState<Rung | null>(null)
  const { define } = useWriteMoney()
  const { pending, problem, send } = useSending()
  const { entry, rungs } = definitions[name]
  const change = (next: Partial<Lifecycle>) => void send(() => define(withLifecycle(definitions, name, next)))
  return (
    <>
      <dl className="max-w-4xl divide-y divide-line border-y border-line">
        <div className="grid items-center gap-x-4 py-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <dt className="font-medium">Who counts</dt>
          <dd className="text-soft">
            {mayChange ? (
              <Select
                aria-label="Who counts"
                className="w-fit max-w-full"
                value={entry}
                disabled={pending}
                options={ENTRIES.map((value) => ({ value, label: sayLifecycleEntry(value) }))}
                onChange={(value) => change({ entry: value })}
              />
            ) : (
              `${sayLifecycleEntry(entry)}.`
            )}
          </dd>
        </div>
        {rungs.map((rung, index) => (
          <RungRow
            key={rung.key}
            rung={rung}
            acts={
              mayChange
                ? {
                    onChange: () => setChanged(rung),
                    onUp: index > 0 ? () => change({ rungs: withRungMoved(rungs, rung.key, -1) }) : undefined,
                    onDown:
                      index < rungs.length - 1
                        ? () => change({ rungs: withRungMoved(rungs, rung.key, 1) })
                        : undefined,
                  }
                : undefined
            }
          />
        ))}
      </dl>
      {problem !== null && (
        <p role="alert" className="mt-2 text-small text-accent-text">
          {problem}
        </p>
      )}
      {mayChange && rungs.length < RUNGS_MAX && (
        <Button look="plain" className="mt-1 -ml-2" onClick={() => setChanged(newRung(rungs))}>
          <Plus size={13} aria-hidden="true" /> Another rung
        </Button>
      )}
      {changed !== null && (
        <RungDialog
          lifecycle={name}
          definitions={definitions}
          rung={changed}
          onClose={() => setChanged(null)}
        />
      )}
    </>
  )
}

function RungRow({
  rung,
  acts,
}: {
  readonly rung: Rung
  /** Undefined: nothing may be changed. */
  readonly acts:
    | {
        readonly onChange: () => void
        /** Undefined: it is at that end. */
        readonly onUp: (() => void) | undefined
        readonly onDown: (() => void) | undefined
      }
    | undefined
}) {
  const stage = useStageNames()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 py-2 sm:grid-cols-[10rem_minmax(0,1fr)_auto]">
      <dt className="font-medium">{rung.name}</dt>
      <dd className="order-3 text-soft sm:order-none">{sayRung(rung, stage)}</dd>
      {acts !== undefined && (
        <dd className="-my-0.5 flex">
          <Button look="plain" disabled={acts.onUp === undefined} onClick={acts.onUp}>
            <ArrowUp size={12} aria-hidden="true" />
            <span className="sr-only">{rung.name} up</span>
          </Button>
          <Button look="plain" disabled={acts.onDown === undefined} onClick={acts.onDown}>
            <ArrowDown size={12} aria-hidden="true" />
            <span className="sr-only">{rung.name} down</span>
          </Button>
          <Button look="plain" onClick={acts.onChange} className="text-small">
            <Pencil size={12} aria-hidden="true" /> Change
            <span className="sr-only"> {rung.name}</span>
          </Button>
        </dd>
      )}
    </div>
  )
}
