import type { LetterDocument } from '@baton/letters'
import { useEffect, useState } from 'react'
import { useMailPreview } from '../../api/mails-query.ts'
import { useMay, useReach } from '../../api/may.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { LeadChoice } from './LeadChoice.tsx'

const FORMS = { wide: 'Wide', narrow: 'Narrow', text: 'Text' } as const
type Form = keyof typeof FORMS

/** Pause in writing after which the letter is shown anew. */
const SHOW_AFTER_MS = 250

/** The letter as it arrives, rendered by what renders it when it is sent. */
export function MailPreview({
  letter,
  lead,
  onLead,
}: {
  readonly letter: LetterDocument
  readonly lead: string | null
  readonly onLead: (lead: string | null) => void
}) {
  const [form, setForm] = useState<Form>('wide')
  const [isDark, setDark] = useState(false)
  const mayChoose = useReach('previewMail') === 'all'
  const mayList = useMay('leads')
  const shown = useSettled(letter)
  const preview = useMailPreview({ letter: shown, lead, scheme: isDark ? 'dark' : 'light' })
  return (
    <section aria-label="Preview" className="flex min-h-0 flex-1 flex-col bg-sunk">
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-4 border-b border-line px-4 py-1.5">
        <fieldset aria-label="Form" className="flex gap-0.5">
          {(Object.keys(FORMS) as Form[]).map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={form === name}
              onClick={() => setForm(name)}
              className="h-7 rounded-md px-2 text-body text-faint hover:text-ink aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink"
            >
              {FORMS[name]}
            </button>
          ))}
        </fieldset>
        <Checkbox
          className="text-soft"
          label="Dark"
          checked={isDark}
          disabled={form === 'text'}
          onChange={(event) => setDark(event.target.checked)}
        />
        {mayChoose && mayList && <LeadChoice lead={lead} onChoose={onLead} />}
      </div>
      {preview.data === undefined ? (
        <div className="p-6" aria-busy={!preview.isError}>
          {preview.isError ? (
            <p role="alert" className="text-body text-accent-text">
              The letter cannot be shown as it is: {preview.error.message}
            </p>
          ) : (
            <Skeleton className="h-96 w-full" />
          )}
        </div>
      ) : (
        <>
          <dl className="shrink-0 border-b border-line bg-paper px-4 py-2 md:px-6">
            <div className="flex min-w-0 items-baseline gap-2">
              <dt className="sr-only">From</dt>
              <dd className="shrink-0 font-medium">{preview.data.fromName}</dd>
              <dd className="ml-auto figures shrink-0 text-small text-faint">
                {Math.ceil(preview.data.bytes / 1000)} KB
              </dd>
            </div>
            <dt className="sr-only">Subject and preview text</dt>
            <dd className="truncate">
              {preview.data.subject || <span className="text-faint">No subject</span>}
              <span className="ml-2 text-faint">{preview.data.preheader}</span>
            </dd>
          </dl>
          <Shown form={form} page={preview.data.page} text={preview.data.text} />
        </>
      )}
    </section>
  )
}

function Shown({ form, page, text }: { readonly form: Form; readonly page: string; readonly text: string }) {
  if (form === 'text')
    return (
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keys
        tabIndex={0}
        aria-label="The mail as text"
        className="scroller min-h-0 flex-1 overflow-y-auto p-4 font-mono text-small break-words whitespace-pre-wrap md:p-6"
      >
        {text}
      </pre>
    )
  return (
    <div className="flex min-h-0 flex-1 justify-center overflow-hidden">
      <iframe
        title="The mail as it looks"
        sandbox=""
        src={page}
        className={`h-full w-full border-x border-line ${form === 'narrow' ? 'max-w-[390px]' : 'max-w-[760px]'}`}
      />
    </div>
  )
}

/** The letter as it was when the writing last paused. */
function useSettled(letter: LetterDocument): LetterDocument {
  const [settled, setSettled] = useState(letter)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(letter), SHOW_AFTER_MS)
    return () => clearTimeout(timer)
  }, [letter])
  return settled
}
