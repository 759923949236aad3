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
import { hoursProblem, LIMIT_NAMES, LIMITS, limitProblem, limitsOf, typedLimits } from './sending-limits.ts'

/** How often one lead is written to, and how fast mail leaves. */
export function LimitsForm({ settings }: { readonly settings: SendingSettings }) {
  const [typed, setTyped] = useState(() => typedLimits(settings))
  const [warmUp, setWarmUp] = useState(settings.warmUp)
  const [hours, setHours] = useState(settings.hours)
  const [opens, setOpens] = useState(settings.opens)
  const { setSettings } = useDecideSends()
  const { pending, problem, send } = useSending()
  const limits = limitsOf(typed)
  const isChanged =
    warmUp !== settings.warmUp ||
    opens !== settings.opens ||
    hours.trim() !== settings.hours ||
    limits === null ||
    LIMIT_NAMES.some((name) => limits[name] !== settings[name])
  const misread = hoursProblem(hours)
  const save = () => {
    if (limits === null || misread !== '' || pending) return
    void send(async () => {
      await setSettings({ ...limits, warmUp, opens, hours: hours.trim() })
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
        <HoursField hours={hours} problem={misread} onChange={setHours} />
        <Choice
          label="Warm the domain up: a few mails a day at first, then more"
          about="Receivers mistrust a domain that is new to them. Leave it out only for one that they know already."
          checked={warmUp}
          onChange={setWarmUp}
        />
        <Choice
          label="Put a picture in each mail that tells that it was opened"
          about="Many mail programs load it by themselves, so it says little, and never earns points by itself."
          checked={opens}
          onChange={setOpens}
        />
        <div className="flex items-center gap-3 sm:col-span-2">
          <Button
            type="submit"
            look="solid"
            disabled={!isChanged || limits === null || misread !== '' || pending}
          >
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

function Choice({
  label,
  about,
  checked,
  onChange,
}: {
  readonly label: string
  readonly about: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}) {
  return (
    <div className="sm:col-span-2">
      <Checkbox label={label} checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <p className="pl-6 text-small text-faint">{about}</p>
    </div>
  )
}

function HoursField({
  hours,
  problem,
  onChange,
}: {
  readonly hours: string
  readonly problem: string
  readonly onChange: (hours: string) => void
}) {
  return (
    <Field
      className="sm:col-span-2"
      label="Hours in which mail may leave"
      hint="By the lead’s own clock where it is known. Empty: at any time. A program’s own hours come first."
      error={problem}
    >
      <TextInput
        placeholder="Europe/Berlin mon-sun 08:00-20:00"
        className="max-w-md font-mono"
        value={hours}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
