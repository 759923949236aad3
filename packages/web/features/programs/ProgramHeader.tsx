import { Link } from '@tanstack/react-router'
import { Pause, Play, Square, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ProgramState } from './ProgramState.tsx'
import { StartDialog } from './StartDialog.tsx'
import type { ProgramEditing } from './use-program-editor.ts'

/** Its name and state, and what can be done with it as a whole. */
export function ProgramHeader({ editing }: { readonly editing: ProgramEditing }) {
  const { saved, program, mayWrite, isChanged, problem } = editing
  const [asking, setAsking] = useState<'start' | 'end' | null>(null)
  return (
    <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 md:px-6">
      <Link to="/programs" className="text-body text-faint hover:text-ink">
        Programs
      </Link>
      <h1 className="min-w-0 truncate text-title font-semibold tracking-[-0.02em]">
        {program?.name ?? saved.name}
      </h1>
      <ProgramState state={saved.state} />
      {saved.version !== null && (
        <span className="text-small text-faint">
          version {saved.version}
          {(saved.changed || isChanged) && ', changed since'}
        </span>
      )}
      {problem !== null && asking === null && (
        <p role="alert" className="text-small text-accent-text">
          {problem}
        </p>
      )}
      {mayWrite && <Acts editing={editing} onAsk={setAsking} />}
      {asking === 'start' && <StartDialog editing={editing} onClose={() => setAsking(null)} />}
      {asking === 'end' && (
        <Dialog
          title="End the program"
          note="Whoever is in it leaves, what is queued is not sent, and it cannot be started again."
          size="narrow"
          onClose={() => setAsking(null)}
          onSubmit={() => {
            editing.setState('ended')
            setAsking(null)
          }}
          footer={
            <>
              <Button onClick={() => setAsking(null)}>Cancel</Button>
              <Button type="submit" look="solid">
                End it
              </Button>
            </>
          }
        >
          <p className="text-body text-soft">What came of it stays.</p>
        </Dialog>
      )}
    </header>
  )
}

function Acts({
  editing,
  onAsk,
}: {
  readonly editing: ProgramEditing
  readonly onAsk: (what: 'start' | 'end') => void
}) {
  const { saved, isChanged, isSound, pending, canUndo, undo, save, setState } = editing
  const { state } = saved
  const isNews = isChanged || saved.changed
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      <Button look="plain" disabled={!canUndo} onClick={undo} aria-label="Undo">
        <Undo2 size={14} aria-hidden="true" />
      </Button>
      {state === 'running' && (
        <Button disabled={pending} onClick={() => setState('paused')}>
          <Pause size={13} aria-hidden="true" />
          Pause
        </Button>
      )}
      {state === 'paused' && (
        <Button disabled={pending} onClick={() => setState('running')}>
          <Play size={13} aria-hidden="true" />
          Go on
        </Button>
      )}
      {(state === 'running' || state === 'paused') && (
        <Button disabled={pending} onClick={() => onAsk('end')}>
          <Square size={12} aria-hidden="true" />
          End
        </Button>
      )}
      <Button disabled={!isChanged || pending} onClick={save}>
        Save
      </Button>
      {(state === 'draft' || isNews) && (
        <Button
          look="solid"
          disabled={!isSound || pending}
          title={isSound ? undefined : 'It has problems'}
          onClick={() => onAsk('start')}
        >
          {state === 'draft' ? 'Start' : 'Start this version'}
        </Button>
      )}
    </div>
  )
}
