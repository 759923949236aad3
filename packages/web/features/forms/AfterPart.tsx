import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { problemAt, withPerHour, type EditedForm } from './edited-form.ts'
import { PromisedFile } from './PromisedFile.tsx'
import type { PartProps } from './part-props.ts'

const USUAL_PER_HOUR = 100

/** What happens once it is sent. */
export function AfterPart({ edited, problems, write }: PartProps) {
  const set = (change: Partial<EditedForm>) => write((now) => ({ ...now, ...change }))
  const { thanks } = edited
  const unconfirmed = problemAt(problems, 'doubleOptIn')
  return (
    <Section title="After sending">
      <div className="grid gap-3">
        <div>
          <Checkbox
            label="The address is confirmed by a mail before consent and file count (double opt-in)"
            checked={edited.doubleOptIn}
            onChange={(event) => set({ doubleOptIn: event.target.checked })}
          />
          {unconfirmed !== '' && (
            <p role="alert" className="text-small text-accent-text">
              {unconfirmed}
            </p>
          )}
        </div>
        <Field label="Title of the thank-you" error={problemAt(problems, 'thanks/title')}>
          <TextInput
            value={thanks.title}
            maxLength={200}
            onChange={(event) => set({ thanks: { ...thanks, title: event.target.value } })}
          />
        </Field>
        <Field label="Its text" error={problemAt(problems, 'thanks/text')}>
          <TextArea
            rows={2}
            value={thanks.text}
            maxLength={1000}
            onChange={(event) => set({ thanks: { ...thanks, text: event.target.value } })}
          />
        </Field>
        <Field
          label="At most so many an hour"
          hint={`More than that are held back, as when programs storm it; ${USUAL_PER_HOUR} where nothing is said.`}
          error={problemAt(problems, 'perHour')}
        >
          <TextInput
            inputMode="numeric"
            className="max-w-28"
            placeholder={String(USUAL_PER_HOUR)}
            value={edited.perHour ?? ''}
            onChange={(event) => write((now) => withPerHour(now, event.target.value))}
          />
        </Field>
        <PromisedFile
          delivers={edited.delivers}
          error={problemAt(problems, 'delivers')}
          onChange={(delivers) => set({ delivers })}
        />
      </div>
    </Section>
  )
}
