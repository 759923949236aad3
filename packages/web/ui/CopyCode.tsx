import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from './Button.tsx'

/** Code or an address, to be taken along. */
export function CopyCode({
  label,
  note,
  code,
}: {
  readonly label: string
  readonly note?: string
  readonly code: string
}) {
  const [copied, setCopied] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => setCopied(code),
      () => setCopied(''),
    )
  const isCopied = copied === code
  return (
    <section aria-label={label}>
      <div className="mb-1 flex items-end gap-3">
        <h3 className="text-small font-medium text-soft">{label}</h3>
        <Button look="plain" className="ml-auto" aria-label={`Copy: ${label}`} onClick={() => void copy()}>
          {isCopied ? <Check size={13} aria-hidden="true" /> : <Copy size={13} aria-hidden="true" />}
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys have to reach it
        tabIndex={0}
        className="scroller max-h-56 overflow-auto rounded-md border border-line bg-sunk px-3 py-2 font-mono text-small whitespace-pre"
      >
        {code}
      </pre>
      {note !== undefined && <p className="mt-1 text-small text-faint">{note}</p>}
    </section>
  )
}
