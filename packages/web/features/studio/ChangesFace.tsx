import type { AgreementChange } from '@baton/engine'
import type { AgreementComment } from '@baton/protocol'
import { sayAgreementChange, sayCounted } from '@baton/words'
import { Minus, MoveVertical, Pencil, Plus } from 'lucide-react'
import { CommentThread } from './CommentThread.tsx'

const ICONS = { added: Plus, removed: Minus, changed: Pencil, moved: MoveVertical } as const

/** What the draft says otherwise, in words; and what people say about all of it. */
export function ChangesFace({
  changes,
  against,
  draft,
  comments,
}: {
  readonly changes: readonly AgreementChange[]
  readonly against: number
  readonly draft: string
  readonly comments: readonly AgreementComment[]
}) {
  return (
    <>
      <section className="border-b border-line py-4">
        <h2 className="text-lead font-semibold tracking-[-0.01em]">Against v{against}</h2>
        <p className="mb-2 text-small text-faint">
          {changes.length === 0
            ? 'It says the same. Turn something, and it is told here in words.'
            : `${sayCounted(changes.length, 'change')}, as the other side will read ${changes.length === 1 ? 'it' : 'them'}.`}
        </p>
        <ChangeList changes={changes} />
      </section>
      <section className="py-4">
        <h2 className="mb-2 text-lead font-semibold tracking-[-0.01em]">About all of it</h2>
        <CommentThread
          about={{ draft }}
          clause={null}
          comments={comments.filter(({ clause }) => clause === null)}
        />
      </section>
    </>
  )
}

/** Changes as sentences. */
export function ChangeList({ changes }: { readonly changes: readonly AgreementChange[] }) {
  return (
    <ul>
      {changes.map((change, index) => {
        const Icon = ICONS[change.kind]
        return (
          <li key={index} className="flex items-baseline gap-2.5 border-t border-line py-1.5">
            <Icon
              size={12}
              strokeWidth={2.5}
              aria-hidden="true"
              className={`shrink-0 ${change.kind === 'removed' ? 'text-accent-text' : change.kind === 'added' ? 'text-won-text' : 'text-data-text'}`}
            />
            <span>{sayAgreementChange(change)}</span>
          </li>
        )
      })}
    </ul>
  )
}
