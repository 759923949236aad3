import type { SendingSettings } from '@baton/protocol'
import { useState } from 'react'
import { useDecideSends } from '../../api/sends-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { LIMIT_NAMES, LIMITS, limitProblem, limitsOf, typedLimits } from './sending-limits.ts'

/** How often one lead is written to, and how fast mail leaves. */
export function LimitsForm({ settings }: { readonly settings: SendingSettings }) {
  const [typed, setTyped] = useState(() => typedLimits(settings))
  const [warmUp, setWarmUp] = useState(settings.warmUp)
  const [opens, setOpens] = useState(settings.opens)
  const { setSettings } = useDecideSends()
  const { pending, problem, send } = useSending()
  const limits = limitsOf(typed)
  const isChanged =
    warmUp !== settings.warmUp ||
    opens !== settings.opens ||
    limits === null ||
    LIMIT_NAMES.some((name) => limits[name] !== settings[name])
  const save = () => {
    if (limits === null || pending) return
    void send(async () => {
      await setSettings({ ...limits, warmUp, opens })
      toast('It holds from the next mail on.')
    })
  }
  return (
    <Section title="How often, how fast" note="A lead’s limits count over all programs together">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
        className="grid max-w-2xl gap-4 sm:grid-cols-2"
      >
        {LIMIT_NAMES.map((name) => (
          <Field
            key={name}
            label={LIMITS[name].label}
            hint={LIMITS[name].hint}
            error={limitProblem(name, typed[name])}
          >
            <TextInput
              inputMode="decimal"
              className="max-w-28"
              value={typed[name]}
              onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
            />
          </Field>
        ))}
        <div className="sm:col-span-2">
          <Checkbox
            label="Warm the domain up: a few mails a day at first, then more"
            checked={warmUp}
            onChange={(event) => setWarmUp(event.target.checked)}
          />
          <p className="pl-6 text-small text-faint">
            Receivers mistrust a domain that is new to them. Leave it out only for one that they know already.
          </p>
        </div>
        <div className="sm:col-span-2">
          <Checkbox
            label="Put a picture in each mail that tells that it was opened"
            checked={opens}
            onChange={(event) => setOpens(event.target.checked)}
          />
          <p className="pl-6 text-small text-faint">
            Many mail programs load it by themselves, so it says little, and never earns points by itself.
          </p>
        </div>
        <div className="flex items-center gap-3 sm:col-span-2">
          <Button type="submit" look="solid" disabled={!isChanged || limits === null || pending}>
            Save
          </Button>
          {problem !== null && (
            <p role="alert" className="text-small text-accent-text">
              {problem}
            </p>
          )}
        </div>
      </form>
    </Section>
  )
}
