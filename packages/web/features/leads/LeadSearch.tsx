import { Search } from 'lucide-react'
import { useRef, useState, type Ref } from 'react'
import { Kbd } from '../../ui/Kbd.tsx'

/** Time without a key after which the list is asked again. */
const PAUSE_MS = 180

/** Searches names, e-mail addresses, titles and companies while typing. */
export function LeadSearch({
  words,
  onChange,
  ref,
}: {
  readonly words: string
  readonly onChange: (words: string) => void
  readonly ref: Ref<HTMLInputElement>
}) {
  const [typed, setTyped] = useState(words)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [known, setKnown] = useState(words)
  if (known !== words) {
    // The address changed by other means: the field follows.
    setKnown(words)
    setTyped(words)
  }
  const change = (next: string) => {
    setTyped(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onChange(next.trim()), PAUSE_MS)
  }
  return (
    <label className="flex h-8 items-center gap-2 rounded-md border border-line bg-raised px-2.5 focus-within:border-line-strong focus-within:outline-2 focus-within:outline-accent">
      <Search size={13} aria-hidden="true" className="shrink-0 text-faint" />
      <span className="sr-only">Search leads</span>
      <input
        ref={ref}
        type="search"
        value={typed}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (typed !== '') change('')
          event.currentTarget.blur()
        }}
        placeholder="Name, company, title, e-mail"
        className="min-w-0 flex-1 bg-transparent text-body outline-none"
      />
      <span className="hidden md:inline">
        <Kbd>/</Kbd>
      </span>
    </label>
  )
}
