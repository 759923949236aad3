import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { sayMoment } from '@baton/words'
import { Button } from '../../ui/Button.tsx'

/** A link that is shown once, to be passed on by hand. */
export function CopyLink({ link, expiresAt }: { readonly link: string; readonly expiresAt: string }) {
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <div>
      <div className="flex items-center gap-2">
        <input
          readOnly
          aria-label="Link"
          value={link}
          onFocus={(event) => event.target.select()}
          className="h-8 min-w-0 flex-1 rounded-md border border-line bg-sunk px-2.5 font-mono text-small text-ink"
        />
        <Button className="h-8" onClick={copy}>
          {copied ? <Check size={13} aria-hidden="true" /> : <Copy size={13} aria-hidden="true" />}
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <p className="mt-1.5 text-small text-faint">
        It is shown only now, works once, and until {sayMoment(Date.parse(expiresAt))}.
      </p>
    </div>
  )
}
