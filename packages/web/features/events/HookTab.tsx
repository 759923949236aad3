import type { Hook } from '@baton/protocol'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { hooksOptions } from '../../api/hooks-query.ts'
import { useMay } from '../../api/may.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'
import { AddHookDialog } from './HookDialogs.tsx'
import { HookEditor } from './HookEditor.tsx'
import { Mark } from './Mark.tsx'

/** Inbound webhooks: addresses that other systems send to, and the mapping of each. */
export function HookTab({
  open,
  onOpen,
}: {
  /** Id of the one that is being mapped. */
  readonly open: string | null
  readonly onOpen: (hook: string | null) => void
}) {
  const hooks = useQuery(hooksOptions)
  const mayAdd = useMay('addHook')
  const [isAdding, setAdding] = useState(false)
  if (hooks.isError && hooks.data === undefined)
    return <ReadFailed what="The webhooks" error={hooks.error} onRetry={() => void hooks.refetch()} />
  if (hooks.data === undefined)
    return (
      <div className="space-y-5 p-6" aria-busy="true">
        {Array.from({ length: 4 }, (_, row) => (
          <Skeleton key={row} className="w-full max-w-4xl" />
        ))}
      </div>
    )
  const chosen = hooks.data.find(({ id }) => id === open)
  if (chosen !== undefined) return <HookEditor key={chosen.id} hook={chosen} onClose={() => onOpen(null)} />
  const add = (
    <Button look="solid" onClick={() => setAdding(true)}>
      <Plus size={13} aria-hidden="true" />
      Add a webhook
    </Button>
  )
  return (
    <>
      {hooks.data.length === 0 ? (
        <EmptyState title="No webhooks yet" {...(mayAdd && { actions: add })}>
          <p>
            A webhook is an address that another system sends to: lead forms of Google, Meta and LinkedIn,
            webinars, chats, calls, or anything that sends JSON. What it sends is kept first, so that you can
            pick what is what; from then on it becomes events.
          </p>
          {!mayAdd && <p>An administrator adds one.</p>}
        </EmptyState>
      ) : (
        <HookList hooks={hooks.data} onOpen={onOpen} add={mayAdd ? add : null} />
      )}
      {isAdding && <AddHookDialog onClose={() => setAdding(false)} onMade={onOpen} />}
    </>
  )
}

const STATES = {
  collecting: ['warn', 'collecting'],
  live: ['good', 'live'],
  off: ['plain', 'off'],
} as const satisfies Record<Hook['state'], readonly ['plain' | 'good' | 'warn', string]>

function HookList({
  hooks,
  onOpen,
  add,
}: {
  readonly hooks: readonly Hook[]
  readonly onOpen: (id: string) => void
  readonly add: React.ReactNode
}) {
  const now = useNow()
  return (
    <>
      <div className="flex items-center gap-3 px-4 pt-4 pb-3 md:px-6">
        <h2 className="text-lead font-semibold">Webhooks</h2>
        <span className="ml-auto">{add}</span>
      </div>
      <ul className="border-t border-line">
        {hooks.map((hook) => {
          const [tone, word] = STATES[hook.state]
          return (
            <li key={hook.id} className="border-b border-line">
              <button
                type="button"
                onClick={() => onOpen(hook.id)}
                className="flex min-h-11 w-full flex-wrap items-center gap-x-3 px-4 py-2 text-left hover:bg-sunk focus-visible:-outline-offset-2 md:px-6"
              >
                <span className="font-medium">{hook.name}</span>
                <Mark tone={tone}>{word}</Mark>
                <span className="text-small text-faint">
                  {hook.lastAt === null ? (
                    'waits for its first body'
                  ) : (
                    <>
                      received <Timestamp at={Date.parse(hook.lastAt)} now={now} />
                    </>
                  )}
                  {hook.signed !== null && ' · signed'}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}
