import type { DuplicatePair } from '@baton/protocol'
import { sayStage } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { useRereadLeads } from '../../api/identity-query.ts'
import { request } from '../../api/request.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { toast } from '../../ui/toast.ts'
import { StageChip } from '../leads/index.ts'
import { sayEvidence } from './say-evidence.ts'

type Side = DuplicatePair['one']

/** Two leads side by side, what they share, and the three answers: keep this one, keep that one, two people. */
export function PairItem({ pair }: { readonly pair: DuplicatePair }) {
  const { one, other, evidence, weight } = pair
  const { pending, problem, send } = useSending()
  const reread = useRereadLeads()
  const merge = (kept: Side, merged: Side) =>
    void send(async () => {
      const body = { with: merged.id, reason: evidence.map(sayEvidence).join(', ') }
      const { merge: id } = await request('mergeLeads', { params: { id: kept.id }, body })
      await reread()
      toast(`${nameOf(merged)} is part of ${nameOf(kept)} now.`, {
        action: {
          label: 'Take back',
          onSelect: () => void request('unmergeLeads', { params: { id } }).then(reread),
        },
      })
    })
  const dismiss = () =>
    void send(async () => {
      await request('dismissDuplicate', { body: { one: one.id, other: other.id } })
      await reread()
    })
  return (
    <li className="py-4">
      <p className="mb-2 text-small text-soft first-letter:uppercase">
        {evidence.map(sayEvidence).join(', ')}
        <span className="figures text-faint"> · {Math.round(weight * 100)} % alike</span>
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        {[one, other].map((side, index) => (
          <div key={side.id} className="min-w-0 rounded-lg border border-line p-3">
            <div className="flex items-baseline gap-2">
              <Link
                to="/leads/$leadId"
                params={{ leadId: side.id }}
                className="min-w-0 flex-1 truncate rounded-sm font-medium hover:underline"
              >
                {nameOf(side)}
              </Link>
              <StageChip stage={side.stage} label={sayStage(side.stage)} />
            </div>
            <p className="truncate text-small text-soft">{side.email ?? 'No e-mail address'}</p>
            <p className="truncate text-small text-faint">
              {[side.title, side.company].filter(Boolean).join(', ') || 'Nothing known of the company'}
            </p>
            <div className="mt-2 flex items-center justify-between">
              <span className="figures text-small text-faint">
                Score {Math.round(side.score)}, here since {side.createdAt.slice(0, 10)}
              </span>
              <Button
                disabled={pending}
                onClick={() => merge(side, index === 0 ? other : one)}
                aria-label={`Merge both and keep ${nameOf(side)}, ${side.email ?? side.id}`}
              >
                Keep this one
              </Button>
            </div>
          </div>
        ))}
      </div>
      {problem !== null && (
        <p role="alert" className="mt-2 text-small text-accent-text">
          {problem}
        </p>
      )}
      <Button look="plain" disabled={pending} onClick={dismiss} className="mt-2 -ml-2.5">
        They are two people
      </Button>
    </li>
  )
}

function nameOf({ name, email }: Side): string {
  return name ?? email ?? 'A lead without a name'
}
