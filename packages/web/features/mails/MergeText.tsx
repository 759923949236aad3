import type { LetterProblem } from '@baton/letters'
import { Bold, Braces, Italic, Link2, List, type LucideIcon } from 'lucide-react'
import { useRef, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { useMailFields } from '../../api/mails-query.ts'
import { Field } from '../../ui/Field.tsx'
import { Menu, type MenuGroup } from '../../ui/Menu.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { fieldText, inserting, marked, type Written } from './edited-letter.ts'
import { ProblemLines } from './ProblemLines.tsx'

type Box = HTMLInputElement | HTMLTextAreaElement

/** A text that takes merge fields, chosen from a list and put where the cursor is. Several lines take markup too. */
export function MergeText({
  label,
  value,
  onChange,
  max,
  hint,
  problems = [],
  lines = 1,
  className = '',
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly max: number
  readonly hint?: string
  readonly problems?: readonly LetterProblem[]
  readonly lines?: number
  readonly className?: string
}) {
  const box = useRef<Box>(null)
  const write = (by: (text: string, from: number, to: number) => Written) => {
    const { selectionStart, selectionEnd } = box.current!
    const from = selectionStart ?? value.length
    const written = by(value, from, selectionEnd ?? from)
    if (written.text.length > max) return
    flushSync(() => onChange(written.text))
    box.current?.focus()
    box.current?.setSelectionRange(written.from, written.to)
  }
  const mark = (before: string, after = before) =>
    write((text, from, to) => marked(text, from, to, before, after))
  const byKey = (event: KeyboardEvent) => {
    if (lines === 1 || !(event.ctrlKey || event.metaKey)) return
    const marks = { b: '**', i: '*' }[event.key]
    if (marks === undefined) return
    event.preventDefault()
    mark(marks)
  }
  const control = {
    value,
    maxLength: max,
    onKeyDown: byKey,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return (
    <div className={`relative ${className}`}>
      <div className="absolute -top-1 right-0 z-1 flex items-center gap-0.5">
        {lines > 1 && (
          <>
            <Mark icon={Bold} label="Bold" onPress={() => mark('**')} />
            <Mark icon={Italic} label="Italic" onPress={() => mark('*')} />
            <Mark icon={Link2} label="Link" onPress={() => mark('[', '](https://)')} />
            <Mark icon={List} label="List" onPress={() => write(pointed)} />
          </>
        )}
        <FieldMenu
          label={label}
          onPick={(text) => write((now, from, to) => inserting(now, from, to, text))}
        />
      </div>
      <Field label={label} hint={hint}>
        {lines === 1 ? (
          <TextInput ref={box as React.Ref<HTMLInputElement>} {...control} />
        ) : (
          <TextArea ref={box as React.Ref<HTMLTextAreaElement>} rows={lines} {...control} />
        )}
      </Field>
      <ProblemLines problems={problems} className="mt-1" />
    </div>
  )
}

/** The line that the cursor is in becomes a point. */
function pointed(text: string, from: number, to: number): Written {
  const begin = text.lastIndexOf('\n', from - 1) + 1
  return { text: `${text.slice(0, begin)}- ${text.slice(begin)}`, from: from + 2, to: to + 2 }
}

function Mark({
  icon: Icon,
  label,
  onPress,
}: {
  readonly icon: LucideIcon
  readonly label: string
  readonly onPress: () => void
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onPress}
      className="inline-flex size-6 items-center justify-center rounded text-faint hover:bg-hover hover:text-ink"
    >
      <Icon size={13} aria-hidden="true" />
    </button>
  )
}

function FieldMenu({ label, onPick }: { readonly label: string; readonly onPick: (text: string) => void }) {
  const fields = useMailFields().data?.fields ?? []
  const titles = {
    lead: 'The lead',
    company: 'Its company',
    sender: 'Whom it comes from',
    asset: 'Next content',
  }
  const groups = Object.entries(titles)
    .map(([root, title]): MenuGroup => ({
      title,
      items: fields
        .filter(({ name }) => name.startsWith(`${root}.`))
        .map((field) => ({
          label: field.about,
          note: field.name.slice(root.length + 1),
          onSelect: () => onPick(fieldText(field)),
        })),
    }))
    .filter(({ items }) => items.length > 0)
  return (
    <Menu
      align="end"
      groups={groups}
      trigger={
        <button
          type="button"
          aria-label={`Insert a field into ${label.toLowerCase()}`}
          title="Insert a field"
          className="inline-flex h-6 items-center gap-1 rounded px-1 text-small text-faint hover:bg-hover hover:text-ink"
        >
          <Braces size={13} aria-hidden="true" />
          Field
        </button>
      }
    />
  )
}
