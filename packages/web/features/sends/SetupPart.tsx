import type { SendingOverview } from '@baton/protocol'
import { Section } from '../../ui/Section.tsx'
import { ThinBar } from '../../ui/ThinBar.tsx'
import { sayWarmUp } from './send-words.ts'

/** What is set up of sending, and how far domains came with warming up. */
export function SetupPart({ overview }: { readonly overview: SendingOverview }) {
  const { isSet, signs, takesBounces, domains } = overview
  return (
    <>
      <Section title="Mail server">
        <dl className="space-y-2">
          <SetupLine
            name="Server"
            isSet={isSet}
            yes="set"
            no="none: nothing leaves"
            variable="BATON_SMTP_URL"
            tone="text-warn-text"
          />
          <SetupLine
            name="Signature"
            isSet={signs}
            yes="signed here (DKIM)"
            no="left to the mail server"
            variable="BATON_DKIM_DOMAIN"
          />
          <SetupLine
            name="Bounces"
            isSet={takesBounces}
            yes="to an address of each mail"
            no="to the sender"
            variable="BATON_BOUNCE_DOMAIN"
          />
        </dl>
      </Section>
      {domains.length > 0 && (
        <Section title="Warming up">
          <ul className="space-y-3">
            {domains.map((domain) => (
              <li key={domain.domain}>
                <span className="font-medium break-words">{domain.domain}</span>
                <span className="figures block text-small text-soft">{sayWarmUp(domain)}</span>
                {domain.allowed !== null && (
                  <ThinBar share={domain.sent / Math.max(1, domain.allowed)} className="mt-1.5" />
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function SetupLine({
  name,
  isSet,
  yes,
  no,
  variable,
  tone = 'text-ink',
}: {
  readonly name: string
  readonly isSet: boolean
  readonly yes: string
  readonly no: string
  /** Of the environment; it is where this is changed. */
  readonly variable: string
  readonly tone?: string
}) {
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3">
      <dt className="text-soft">{name}</dt>
      <dd>
        <span className={isSet ? 'text-won-text' : tone}>{isSet ? yes : no}</span>
        {!isSet && <code className="block font-mono text-small text-faint">{variable}</code>}
      </dd>
    </div>
  )
}
