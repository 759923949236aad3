import type { Criterion, Value } from '@baton/engine'
import { sayAnswer } from '@baton/words'
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

export type AnswerSource = 'call' | 'meeting' | 'email' | 'form' | 'inferred'

const SOURCES: readonly { readonly value: AnswerSource; readonly label: string }[] = [
  { value: 'call', label: 'On a call' },
  { value: 'meeting', label: 'In a meeting' },
  { value: 'email', label: 'By mail' },
  { value: 'form', label: 'On a form' },
  { value: 'inferred', label: 'Inferred' },
]

export interface NewAnswer {
  readonly value: Value
  readonly source: AnswerSource
  readonly saidBy?: string
}

/** Takes one answer. Options are one key each; anything else is typed and sent with Enter. */
export function AnswerEditor({
  criterion,
  saidBy,
  onAnswer,
  onCancel,
}: {
  readonly criterion: Criterion
  /** Who is taken to have said it, until somebody else is named. */
  readonly saidBy: string | null
  readonly onAnswer: (answer: NewAnswer) => void
  readonly onCancel: () => void
}) {
  const [source, setSource] = useState<AnswerSource>('call')
  const [who, setWho] = useState(saidBy ?? '')
  const options: readonly Value[] =
    criterion.ask === 'yes-no' ? [true, false] : criterion.ask === 'choice' ? criterion.options : []
  const answer = (value: Value) =>
    onAnswer({ value, source, ...(source !== 'inferred' && who.trim() !== '' && { saidBy: who.trim() }) })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      return onCancel()
    }
    const typing = event.target instanceof HTMLElement && event.target.closest('input, select') !== null
    const chosen = options[Number(event.key) - 1]
    if (typing || chosen === undefined) return
    event.preventDefault()
    answer(chosen)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of all its controls
    <fieldset
      aria-label={`Answer to ${criterion.id}`}
      onKeyDown={onKeyDown}
      className="mt-1.5 flex flex-wrap items-end gap-2 rounded-md border border-line bg-sunk p-2"
    >
      {options.length > 0 ? (
        <Options options={options} criterion={criterion} onAnswer={answer} />
      ) : (
        <Typed criterion={criterion} onAnswer={answer} />
      )}
      <Select
        aria-label="How it was learnt"
        value={source}
        options={SOURCES}
        onChange={setSource}
        className="w-32"
      />
      {source !== 'inferred' && (
        <TextInput
          aria-label="Who said it"
          placeholder="Who said it"
          value={who}
          onChange={(event) => setWho(event.target.value)}
          className="max-w-44"
        />
      )}
      <Button look="plain" onClick={onCancel} className="ml-auto">
        Cancel
      </Button>
    </fieldset>
  )
}

function Options({
  options,
  criterion,
  onAnswer,
}: {
  readonly options: readonly Value[]
  readonly criterion: Criterion
  readonly onAnswer: (value: Value) => void
}) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {options.map((option, index) => (
        <Button
          key={String(option)}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was asked for by key or press, and the next key answers
          autoFocus={index === 0}
          onClick={() => onAnswer(option)}
          className="h-8"
        >
          {sayAnswer(criterion.ask, option)}
          <Kbd>{String(index + 1)}</Kbd>
        </Button>
      ))}
    </span>
  )
}

const NUMERIC: readonly Criterion['ask'][] = ['money', 'months', 'number']

function Typed({
  criterion,
  onAnswer,
}: {
  readonly criterion: Criterion
  readonly onAnswer: (value: Value) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState(false)
  const numeric = NUMERIC.includes(criterion.ask)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const text = input.current!.value.trim()
    const amount = Number(text.replaceAll(/[,\s]/g, ''))
    if (text === '' || (numeric && !Number.isFinite(amount))) return setWrong(true)
    onAnswer(numeric ? amount : text)
  }
  return (
    <form onSubmit={send} className="flex min-w-40 flex-1 gap-1.5" noValidate>
      <TextInput
        ref={input}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was asked for by key or press
        autoFocus
        aria-label={criterion.id}
        aria-invalid={wrong || undefined}
        inputMode={numeric ? 'decimal' : 'text'}
        maxLength={500}
        placeholder={
          criterion.ask === 'months' ? 'Months' : criterion.ask === 'money' ? 'Amount' : 'In their words'
        }
      />
      <Button type="submit" look="solid" className="h-8">
        Save
      </Button>
    </form>
  )
}
