import type { Play } from '@baton/protocol'
import { useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { usePlaybook } from '../../api/playbook-query.ts'
import type { Act } from '../../api/act.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { PlayText } from '../playbook/index.ts'

/** An objection of the playbook: what to answer, what proves it, and whether the answer was enough. */
export function ObjectionDialog({
  preset,
  problem,
  pending,
  onAct,
  onClose,
}: {
  /** An objection to open with. */
  readonly preset: string | null
  readonly problem: string | null
  readonly pending: boolean
  readonly onAct: (act: Act) => void
  readonly onClose: () => void
}) {
  const { data } = usePlaybook()
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState(preset)
  const [note, setNote] = useState('')
  const search = useRef<HTMLInputElement>(null)
  const plays = useMemo(
    () =>
      (data ?? []).filter(
        (play) => !play.archived && play.objection.toLowerCase().includes(words.toLowerCase()),
      ),
    [data, words],
  )
  const play = plays.find(({ id }) => id === chosen) ?? plays[0]
  const send = (answered: boolean) => {
    if (play === undefined) return
    onAct({ act: 'object', objection: play.id, answered, ...(note.trim() !== '' && { note: note.trim() }) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const at = plays.findIndex(({ id }) => id === play?.id)
    const next = plays[(at + (event.key === 'ArrowDown' ? 1 : -1) + plays.length) % Math.max(1, plays.length)]
    if (next !== undefined) setChosen(next.id)
  }
  return (
    <Dialog
      title="Objection"
      size="wide"
      initialFocus={search}
      onClose={onClose}
      onSubmit={() => send(true)}
      footer={
        <>
          {problem !== null && (
            <p role="alert" className="mr-auto text-small text-accent-text">
              {problem}
            </p>
          )}
          <Button disabled={pending || play === undefined} onClick={() => send(false)}>
            Not answered
          </Button>
          <Button type="submit" look="solid" disabled={pending || play === undefined}>
            Answered <Kbd>↵</Kbd>
          </Button>
        </>
      }
    >
      <div className="grid gap-5 pt-1 sm:grid-cols-[16rem_minmax(0,1fr)]">
        <PlayPicker
          {...{ search, words, plays, play, onKeyDown }}
          read={data !== undefined}
          onWords={setWords}
          onChoose={setChosen}
        />
        {play !== undefined && (
          <div className="min-w-0 space-y-4">
            <PlayText play={play} />
            <Field label="Note">
              <TextInput maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
            </Field>
          </div>
        )}
      </div>
    </Dialog>
  )
}

function PlayPicker({
  search,
  words,
  plays,
  play,
  read,
  onWords,
  onChoose,
  onKeyDown,
}: {
  readonly search: RefObject<HTMLInputElement | null>
  readonly words: string
  readonly plays: readonly Play[]
  readonly play: Play | undefined
  /** Whether the playbook was read by now. */
  readonly read: boolean
  readonly onWords: (words: string) => void
  readonly onChoose: (play: string) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}) {
  return (
    <div className="min-w-0">
      <TextInput
        ref={search}
        aria-label="Find an objection"
        placeholder="What did they say?"
        value={words}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <ul aria-label="Objections" className="scroller mt-2 max-h-80 overflow-y-auto">
        {plays.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              aria-pressed={one.id === play?.id}
              onClick={() => onChoose(one.id)}
              className="w-full rounded-md px-2 py-1.5 text-left text-soft hover:bg-hover aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink"
            >
              {one.objection}
            </button>
          </li>
        ))}
        {read && plays.length === 0 && (
          <li className="px-2 py-1.5 text-faint">The playbook has no such objection.</li>
        )}
      </ul>
    </div>
  )
}
