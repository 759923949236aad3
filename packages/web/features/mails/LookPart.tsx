import { useMailSender } from '../../api/mails-query.ts'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { problemsAt } from './mail-words.ts'
import { MergeText } from './MergeText.tsx'
import { ProblemLines } from './ProblemLines.tsx'
import type { MailEditing } from './use-mail-editor.ts'

const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'German' },
  { value: 'fr', label: 'French' },
  { value: 'es', label: 'Spanish' },
  { value: 'it', label: 'Italian' },
  { value: 'nl', label: 'Dutch' },
  { value: 'pt', label: 'Portuguese' },
  { value: 'pl', label: 'Polish' },
  { value: 'ar', label: 'Arabic' },
  { value: 'he', label: 'Hebrew' },
]

/** The footer that every mail has, and how the letter looks. */
export function LookPart({ editing: { letter, write, problems } }: { readonly editing: MailEditing }) {
  const { footer, theme, lang } = letter
  const hasAddress = useMailSender().data?.address !== ''
  const setFooter = (change: Partial<typeof footer>) =>
    write((now) => ({ ...now, footer: { ...now.footer, ...change } }))
  const setTheme = (change: Partial<typeof theme>) =>
    write((now) => ({ ...now, theme: { ...now.theme, ...change } }))
  return (
    <>
      <Section title="Footer" note="below every mail">
        <div className="grid gap-3 sm:grid-cols-2">
          <MergeText
            label="Why somebody gets it"
            className="sm:col-span-2"
            max={400}
            value={footer.why}
            onChange={(why) => setFooter({ why })}
          />
          <Field label="Link to what they want to hear">
            <TextInput
              maxLength={80}
              value={footer.preferences}
              onChange={(event) => setFooter({ preferences: event.target.value })}
            />
          </Field>
          <Field label="Link to hear nothing more">
            <TextInput
              maxLength={80}
              value={footer.unsubscribe}
              onChange={(event) => setFooter({ unsubscribe: event.target.value })}
            />
          </Field>
        </div>
        <ProblemLines problems={problemsAt(problems, 'footer')} className="mt-2" />
        {!hasAddress && (
          <p className="mt-2 text-small text-warn-text">
            No postal address stands below mails yet: an administrator sets it below the list of mails.
          </p>
        )}
      </Section>
      <Section title="Look">
        <div className="grid gap-3 sm:grid-cols-3">
          <Field label="Colour of buttons and links">
            <input
              type="color"
              value={theme.accent}
              onChange={(event) => setTheme({ accent: event.target.value })}
              className="h-8 w-full rounded-md border border-line-strong bg-raised p-1"
              aria-label="Colour of buttons and links"
            />
          </Field>
          <Field label="Typeface">
            <Select
              value={theme.font}
              options={[
                { value: 'sans', label: 'Plain' },
                { value: 'serif', label: 'With serifs' },
              ]}
              onChange={(font) => setTheme({ font })}
            />
          </Field>
          <Field label="Language">
            <Select
              value={lang}
              options={
                LANGUAGES.some(({ value }) => value === lang)
                  ? LANGUAGES
                  : [{ value: lang, label: lang }, ...LANGUAGES]
              }
              onChange={(value) => write((now) => ({ ...now, lang: value }))}
            />
          </Field>
        </div>
      </Section>
    </>
  )
}
