import type { SendingOverview } from '@baton/protocol'
import { CopyCode } from '../../ui/CopyCode.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Section.tsx'
import { sayProvider } from './send-words.ts'

/** Where a provider of mail reports what came back; the address itself is the secret. */
export function WebhooksPart({ webhooks }: { readonly webhooks: SendingOverview['webhooks'] }) {
  return (
    <Section title="Reports of your mail provider" note="Bounces, complaints and leavings that it hears of">
      <Disclosure summary="Addresses for webhooks">
        <p className="mb-3 max-w-prose text-small text-soft">
          Give the provider its address and nobody else: whoever knows it can say that a mail came back.
        </p>
        <div className="space-y-4">
          {webhooks.map(({ provider, url }) => (
            <CopyCode key={provider} label={sayProvider(provider)} code={url} />
          ))}
        </div>
      </Disclosure>
    </Section>
  )
}
