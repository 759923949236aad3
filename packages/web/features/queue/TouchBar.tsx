import { Dialog } from '@base-ui/react/dialog'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useAct } from '../../api/act.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { CHANNEL_CHOICES, touchOf, type ChannelChoice, type Outcome } from './touch-choices.ts'

/** Logs a touch with two keys: how, and what came of it. Words can be added before the second. */
export function TouchBar({ leadId, onClose }: { readonly leadId: string; readonly onClose: () => void }) {
  const [choice, setChoice] = useState<ChannelChoice | null>(null)
  const [note, setNote] = useState('')
  const noteInput = useRef<HTMLInputElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const { act, pending, problem } = useAct(leadId)
  const log = async (chosen: ChannelChoice, outcome: Outcome | null, label: string) => {
    if (pending) return
    const done = await act(touchOf(chosen.channel, outcome, note), { quiet: true })
    if (done === null) return
    toast(
      chosen.channel === 'note'
        ? 'Note kept.'
        : `Logged: ${chosen.label.toLowerCase()}, ${label.toLowerCase()}.`,
    )
    onClose()
  }
  const choose = (next: ChannelChoice) => {
    setChoice(next)
    if (next.outcomes.length === 0) requestAnimationFrame(() => noteInput.current?.focus())
    else popup.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return
    const channel = CHANNEL_CHOICES.find(({ key }) => key === event.key.toLowerCase())
    const outcome = choice?.outcomes[Number(event.key) - 1]
    if (channel === undefined && outcome === undefined) return
    event.preventDefault()
    if (outcome !== undefined && choice !== null) void log(choice, outcome.outcome, outcome.label)
    else if (channel !== undefined) choose(channel)
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-ink/15 dark:bg-sunk/60" />
        <Dialog.Popup
          ref={popup}
          initialFocus={popup}
          onKeyDown={onKeyDown}
          className="fixed bottom-[max(1.25rem,env(safe-area-inset-bottom))] left-1/2 z-50 w-[min(40rem,calc(100vw-1.5rem))] -translate-x-1/2 rounded-xl border border-line-strong bg-raised p-3 shadow-float outline-none"
        >
          <Dialog.Title className="px-1 pb-2 text-body font-semibold">Log a touch</Dialog.Title>
          <ChannelKeys choice={choice} onChoose={choose} />
          <OutcomeKeys
            choice={choice}
            pending={pending}
            mayKeep={note.trim() !== ''}
            onLog={(outcome, label) => choice !== null && void log(choice, outcome, label)}
          />
          <TextInput
            ref={noteInput}
            aria-label="Note"
            placeholder={choice?.outcomes.length === 0 ? 'Note' : 'Note, if there is something to say (Tab)'}
            maxLength={2_000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              if (choice?.outcomes.length === 0 && note.trim() !== '') void log(choice, null, choice.label)
              else popup.current?.focus()
            }}
            className="mt-2"
          />
          <p role="alert" className="min-h-0 px-1 pt-1 text-small text-accent-text empty:hidden">
            {problem}
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function ChannelKeys({
  choice,
  onChoose,
}: {
  readonly choice: ChannelChoice | null
  readonly onChoose: (choice: ChannelChoice) => void
}) {
  return (
    <fieldset aria-label="How" className="flex flex-wrap gap-1.5">
      {CHANNEL_CHOICES.map((one) => (
        <KeyButton
          key={one.channel}
          keyName={one.key.toUpperCase()}
          label={one.label}
          pressed={choice === one}
          onClick={() => onChoose(one)}
        />
      ))}
    </fieldset>
  )
}

function OutcomeKeys({
  choice,
  pending,
  mayKeep,
  onLog,
}: {
  readonly choice: ChannelChoice | null
  readonly pending: boolean
  /** A note has something in it. */
  readonly mayKeep: boolean
  readonly onLog: (outcome: Outcome | null, label: string) => void
}) {
  return (
    <fieldset
      aria-label="What came of it"
      className="mt-2 flex min-h-10 flex-wrap gap-1.5 border-t border-line pt-2"
    >
      {choice === null && (
        <p className="px-1 py-1.5 text-small text-faint">First how, then what came of it.</p>
      )}
      {choice?.outcomes.map(({ outcome, label }, index) => (
        <KeyButton
          key={label}
          keyName={String(index + 1)}
          label={label}
          disabled={pending}
          onClick={() => onLog(outcome, label)}
        />
      ))}
      {choice?.outcomes.length === 0 && (
        <Button
          look="solid"
          className="h-8"
          disabled={pending || !mayKeep}
          onClick={() => onLog(null, choice.label)}
        >
          Keep the note
        </Button>
      )}
    </fieldset>
  )
}

function KeyButton({
  keyName,
  label,
  pressed,
  disabled = false,
  onClick,
}: {
  readonly keyName: string
  readonly label: string
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly onClick: () => void
}) {
  return (
    <button
      type="button"
      disabled={disabled}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      onClick={onClick}
      className="inline-flex h-8 items-center gap-2 rounded-md border border-line px-2 text-body text-soft hover:border-line-strong hover:text-ink disabled:opacity-45 aria-pressed:border-ink aria-pressed:text-ink"
    >
      <Kbd>{keyName}</Kbd>
      {label}
    </button>
  )
}
