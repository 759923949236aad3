import type { LetterProblem } from '@baton/letters'
import { useMailSender } from '../../api/mails-query.ts'
import { Section } from '../../ui/Section.tsx'
import { problemsAt } from './mail-words.ts'
import { MergeText } from './MergeText.tsx'
import { ProblemLines } from './ProblemLines.tsx'
import type { MailEditing } from './use-mail-editor.ts'

/** What is seen of a mail before it is opened. */
export function EnvelopePart({ editing }: { readonly editing: MailEditing }) {
  const { letter, write, problems } = editing
  const senderHints = useSenderHints()
  return (
    <Section title="Before it is opened">
      <ProblemLines problems={problemsAt(problems, 'letter')} className="mb-3" />
      <div className="grid gap-3">
        <MergeText
          label="Subject"
          max={300}
          value={letter.subject}
          problems={problemsAt(problems, 'subject')}
          onChange={(subject) => write((now) => ({ ...now, subject }))}
        />
        <MergeText
          label="Preview text"
          max={300}
          value={letter.preheader}
          hint="Stands behind the subject in lists of mails."
          problems={problemsAt(problems, 'preheader')}
          onChange={(preheader) => write((now) => ({ ...now, preheader }))}
        />
        <MergeText
          label="Name that it comes from"
          max={120}
          value={letter.from?.name ?? ''}
          hint="Left empty, it is that of whoever sends it."
          problems={[...problemsAt(problems, 'from'), ...senderHints]}
          onChange={(name) =>
            write(({ from: _from, ...now }) => (name === '' ? now : { ...now, from: { name } }))
          }
        />
      </div>
    </Section>
  )
}

/** What receivers miss of the domain that mail comes from. */
function useSenderHints(): readonly LetterProblem[] {
  const sender = useMailSender().data
  if (sender === undefined) return []
  const { spf, dkim, dmarc } = sender
  return Object.entries({ SPF: spf, DKIM: dkim, DMARC: dmarc }).flatMap(([name, { state, detail }]) =>
    state === 'missing'
      ? [{ at: 'from', weight: 'hint' as const, message: `${name} is missing: ${detail}` }]
      : [],
  )
}
