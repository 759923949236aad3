import type { Play } from '@baton/protocol'
import { ExternalLink } from 'lucide-react'

/** Answer, proof and content of an objection. */
export function PlayText({ play }: { readonly play: Play }) {
  return (
    <div className="space-y-3">
      <div>
        <h3 className="label">Answer</h3>
        <p className="whitespace-pre-line">{play.answer}</p>
      </div>
      {play.proof !== '' && (
        <div>
          <h3 className="label">Proof</h3>
          <p className="whitespace-pre-line text-soft">{play.proof}</p>
        </div>
      )}
      {play.contentUrl !== '' && (
        <a
          href={play.contentUrl}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1.5 font-medium underline decoration-line-strong underline-offset-2 hover:decoration-accent"
        >
          {play.contentTitle === '' ? play.contentUrl : play.contentTitle}
          <ExternalLink size={12} aria-hidden="true" />
          <span className="sr-only">(opens in a new tab)</span>
        </a>
      )}
    </div>
  )
}
