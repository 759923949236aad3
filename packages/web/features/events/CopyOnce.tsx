import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'

/** A key or an address to take along, in a field that can be copied. */
export function CopyOnce({ label, text }: { readonly label: string; readonly text: string }) {
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <div className="flex items-center gap-2">
      <input
        readOnly
        aria-label={label}
        value={text}
        onFocus={(event) => event.target.select()}
        className="h-8 min-w-0 flex-1 rounded-md border border-line bg-sunk px-2.5 font-mono text-small text-ink"
      />
      <Button className="h-8" aria-label={`Copy ${label.toLowerCase()}`} onClick={copy}>
        {copied ? <Check size={13} aria-hidden="true" /> : <Copy size={13} aria-hidden="true" />}
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  )
}
