import { useState } from 'react'
import { useChangeMe, type Me } from '../../api/session-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'

/** Where new handoffs and clocks that run out are told, besides here. */
export function NotifySettings({ me }: { readonly me: Me }) {
  const [email, setEmail] = useState(me.notify.email)
  const [webhook, setWebhook] = useState(me.notify.webhook ?? '')
  const { pending, problem, send } = useSending()
  const changeMe = useChangeMe()
  const wanted = webhook.trim() === '' ? null : webhook.trim()
  const changed = email !== me.notify.email || wanted !== me.notify.webhook
  return (
    <Section title="Notifications" note="New handoffs, and clocks that are about to run out">
      <form
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!changed || pending) return
          void send(async () => {
            await changeMe({ notify: { email, webhook: wanted } })
            toast('Saved.')
          })
        }}
      >
        <Checkbox
          label={`By mail, to ${me.person.email}`}
          checked={email}
          onChange={(event) => setEmail(event.target.checked)}
        />
        <Field
          label="Webhook"
          hint="An address that takes Slack’s incoming messages. Empty: none."
          error={problem}
        >
          <TextInput
            type="url"
            placeholder="https://hooks.slack.com/services/…"
            value={webhook}
            onChange={(event) => setWebhook(event.target.value)}
          />
        </Field>
        <Button type="submit" look="solid" disabled={!changed || pending}>
          Save
        </Button>
      </form>
    </Section>
  )
}
