import { sayAgo } from '@baton/words'
import { Check, Plus, X } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { playbookOptions } from '../../api/playbook-query.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import type { RaisedObjection } from './objections.ts'

/** What the lead objected to, and whether the answer was enough. */
export function ObjectionList({
  objections,
  asOf,
  mayAct,
  onRaise,
}: {
  readonly objections: readonly RaisedObjection[]
  readonly asOf: number
  readonly mayAct: boolean
  readonly onRaise: (objection: string | null) => void
}) {
  const plays = useQuery({ ...playbookOptions, enabled: objections.length > 0 }).data ?? []
  if (objections.length === 0 && !mayAct) return null
  return (
    <Section
      title="Objections"
      aside={
        mayAct && (
          <Button look="plain" onClick={() => onRaise(null)}>
            <Plus size={13} aria-hidden="true" /> Note one
          </Button>
        )
      }
    >
      {objections.length === 0 ? (
        <p className="text-small text-faint">None raised yet.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {objections.map((one) => {
            const Icon = one.answered ? Check : X
            return (
              <li key={one.event} className="flex items-start gap-2.5 py-2">
                <Icon
                  size={14}
                  strokeWidth={2.2}
                  aria-hidden="true"
                  className={`mt-[3px] shrink-0 ${one.answered ? 'text-won-text' : 'text-accent-text'}`}
                />
                <div className="min-w-0 flex-1">
                  <p className="font-medium">
                    {plays.find(({ id }) => id === one.objection)?.objection ?? one.objection}
                  </p>
                  <p className="text-small text-faint">
                    {one.answered ? 'Answered' : 'Not answered yet'}, {sayAgo(one.at, asOf)}
                    {one.times > 1 && `, raised ${one.times} times`}
                    {one.note !== null && <span className="text-soft"> · “{one.note}”</span>}
                  </p>
                </div>
                {mayAct && !one.answered && (
                  <Button look="plain" onClick={() => onRaise(one.objection)}>
                    Answer it
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
