import type { RungStage } from '@baton/engine/reports'
import { Trash2 } from 'lucide-react'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useStageNames } from '../leads/index.ts'
import { WAYS, wayProblem, type DraftWay, type WayKind } from './rung-draft.ts'

const KINDS: Readonly<Record<WayKind, string>> = {
  stage: 'came as far as a stage',
  did: 'did one of some events',
  'active-after': 'was active again after days',
  renewed: 'renewed',
  referred: 'brought somebody else',
}

const STAGES = ['visitor', 'lead', 'mql', 'sal', 'sql', 'opportunity', 'customer', 'advocate'] as const satisfies readonly RungStage[] // prettier-ignore

interface WayProps {
  readonly way: DraftWay
  /** From 1, to be read aloud. */
  readonly number: number
  readonly onSet: (next: Partial<DraftWay>) => void
}

/** One way of reaching a rung. */
export function RungWay({
  way,
  number,
  onSet,
  onRemove,
}: WayProps & {
  /** Undefined: it is the last one. */
  readonly onRemove: (() => void) | undefined
}) {
  const problem = wayProblem(way)
  return (
    <li className="flex items-start gap-2 py-2.5">
      <div className="min-w-0 flex-1 space-y-2">
        <Select
          aria-label={`Way ${number}`}
          value={way.kind}
          options={WAYS.map((value) => ({ value, label: KINDS[value] }))}
          onChange={(kind) => onSet({ kind })}
          className="max-w-72"
        />
        <Particulars way={way} number={number} onSet={onSet} />
        {problem !== undefined && <p className="text-small text-accent-text">{problem}</p>}
      </div>
      {onRemove && (
        <button
          type="button"
          aria-label={`Remove way ${number}`}
          onClick={onRemove}
          className="inline-flex size-8 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
        >
          <Trash2 size={14} aria-hidden="true" />
        </button>
      )}
    </li>
  )
}

/** What the kind of way asks for. */
function Particulars({ way, number, onSet }: WayProps) {
  const stage = useStageNames()
  switch (way.kind) {
    case 'stage':
      return (
        <Select
          aria-label={`Stage of way ${number}`}
          value={way.stage}
          options={STAGES.map((value) => ({ value, label: `${stage(value)}, or further` }))}
          onChange={(chosen) => onSet({ stage: chosen })}
          className="max-w-72"
        />
      )
    case 'did':
      return <Events events={way.events} onEvents={(events) => onSet({ events })} />
    case 'active-after':
      return (
        <span className="flex flex-wrap items-center gap-2 text-body text-soft">
          <TextInput
            aria-label={`Days of way ${number}`}
            inputMode="numeric"
            value={way.days}
            onChange={(event) => onSet({ days: event.target.value })}
            className="figures w-16!"
          />
          days or more after
          <Select
            aria-label={`Since when, of way ${number}`}
            value={way.since}
            options={[
              { value: 'contact', label: 'they could first be contacted' },
              { value: 'customer', label: 'they became a customer' },
            ]}
            onChange={(since) => onSet({ since })}
            className="min-w-56"
          />
        </span>
      )
    case 'renewed':
    case 'referred':
      return null
    default:
      return way.kind satisfies never
  }
}

/** Events of people's own doing that are in the catalogue, and those that are chosen. */
function Events({
  events,
  onEvents,
}: {
  readonly events: readonly string[]
  readonly onEvents: (events: readonly string[]) => void
}) {
  const catalogue = useAgreementModel().data?.compiled?.catalogue
  const known = (catalogue?.events ?? []).filter(({ side }) => side === 'engagement').map(({ name }) => name)
  const names = [...new Set([...events, ...known])].toSorted((a, b) => a.localeCompare(b, 'en'))
  return (
    <div>
      <Choice
        label="Events"
        many
        options={names.map((value) => ({ value, label: value }))}
        chosen={events}
        onChange={onEvents}
        empty="The catalogue is being read."
      />
      {events.length > 2 && <p className="mt-1 text-small text-soft">{events.join(', ')}</p>}
    </div>
  )
}
