import { sayCounted } from '@baton/words'
import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { moved, withField, withoutField } from './edited-form.ts'
import { FieldItem } from './FieldItem.tsx'
import type { PartProps } from './part-props.ts'

/** What is asked, in order. One field stands open at a time. */
export function FieldsPart({ edited, problems, write }: PartProps) {
  const [open, setOpen] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const focusOn = (selector: string) => list.current?.querySelector<HTMLElement>(selector)?.focus()
  const add = () => {
    const key = crypto.randomUUID()
    flushSync(() => {
      write((now) => withField(now, key))
      setOpen(key)
    })
    const label = list.current?.querySelector<HTMLInputElement>(`[data-field="${key}"] input`)
    label?.focus()
    label?.select()
  }
  const move = (key: string, by: 1 | -1) => {
    const from = document.activeElement
    const place = edited.fields.findIndex((field) => field.key === key) + by
    if (place < 0 || place >= edited.fields.length) return
    flushSync(() => write((now) => moved(now, key, by)))
    // The browser lets go of what is moved in the document.
    if (from instanceof HTMLElement) from.focus()
    setSaid(`${edited.fields[place - by]!.label} is number ${place + 1} of ${edited.fields.length}.`)
  }
  const remove = (key: string) => {
    const place = edited.fields.findIndex((field) => field.key === key)
    const next = edited.fields[place + 1] ?? edited.fields[place - 1]
    flushSync(() => write((now) => withoutField(now, key)))
    if (next) focusOn(`[data-field="${next.key}"] button`)
    setSaid(`${edited.fields[place]!.label} is removed.`)
  }
  const wrong = problems.find(({ path }) => path === 'fields')
  return (
    <Section
      title="Fields"
      note={`${sayCounted(edited.fields.length, 'field')}; Alt and an arrow key move one`}
      aside={
        <Button onClick={add} disabled={edited.fields.length >= 30}>
          <Plus size={13} aria-hidden="true" />
          Add a field
        </Button>
      }
    >
      {wrong && (
        <p role="alert" className="mb-2 text-small text-accent-text">
          {wrong.message}
        </p>
      )}
      <ol ref={list} className="divide-y divide-line border-y border-line">
        {edited.fields.map((field, index) => (
          <FieldItem
            key={field.key}
            field={field}
            index={index}
            isLast={index === edited.fields.length - 1}
            before={edited.fields.slice(0, index)}
            problems={problems}
            write={write}
            isOpen={open === field.key}
            onOpen={() => setOpen(open === field.key ? null : field.key)}
            onMove={(by) => move(field.key, by)}
            onRemove={() => remove(field.key)}
          />
        ))}
      </ol>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </Section>
  )
}
