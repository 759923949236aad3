import { sayAgo } from '@baton/words'
import { useState } from 'react'
import type { Act } from '../../api/act.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { DialogFooter } from './DialogFooter.tsx'
import type { Needs } from './objections.ts'
import type { NameOf } from './use-workspace.ts'

type Said = Pick<Needs, 'challenges' | 'features' | 'timeline' | 'tools'>

const PARTS: readonly { readonly key: keyof Said; readonly title: string; readonly ask: string }[] = [
  { key: 'challenges', title: 'Challenges', ask: 'What troubles them today' },
  { key: 'features', title: 'Looking for', ask: 'What it has to be able to do' },
  { key: 'timeline', title: 'Timeline', ask: 'By when it has to work' },
  { key: 'tools', title: 'Uses today', ask: 'What it would replace, and what it has to work with' },
]

/** What the lead needs, in the words of whoever asked. */
export function NeedsSection({
  needs,
  asOf,
  nameOf,
  onEdit,
}: {
  readonly needs: Needs | null
  readonly asOf: number
  readonly nameOf: NameOf
  /** Null where one may not. */
  readonly onEdit: (() => void) | null
}) {
  if (needs === null && onEdit === null) return null
  const by = nameOf(needs?.by ?? null)
  return (
    <Section
      title="Needs"
      note={
        needs === null ? undefined : `${by === null ? 'assessed' : `by ${by}`}, ${sayAgo(needs.at, asOf)}`
      }
      aside={
        onEdit !== null && (
          <Button look="plain" onClick={onEdit}>
            {needs === null ? 'Assess' : 'Change'}
          </Button>
        )
      }
    >
      {needs === null ? (
        <p className="text-small text-faint">Nobody has asked yet what they need.</p>
      ) : (
        <dl className="divide-y divide-line border-y border-line">
          {PARTS.filter(({ key }) => needs[key] !== '').map(({ key, title }) => (
            <div key={key} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 py-2">
              <dt className="text-faint">{title}</dt>
              <dd className="whitespace-pre-line">{needs[key]}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}

export function NeedsDialog({
  needs,
  problem,
  pending,
  onAct,
  onClose,
}: {
  readonly needs: Needs | null
  readonly problem: string | null
  readonly pending: boolean
  readonly onAct: (act: Act) => void
  readonly onClose: () => void
}) {
  const [said, setSaid] = useState<Said>({
    challenges: needs?.challenges ?? '',
    features: needs?.features ?? '',
    timeline: needs?.timeline ?? '',
    tools: needs?.tools ?? '',
  })
  const empty = Object.values(said).every((text) => text.trim() === '')
  const set = (key: keyof Said, text: string) => setSaid({ ...said, [key]: text })
  return (
    <Dialog
      title="What do they need?"
      onClose={onClose}
      onSubmit={() => !empty && onAct({ act: 'assess', ...said })}
      footer={<DialogFooter {...{ problem, onClose }} pending={pending || empty} label="Save" />}
    >
      <div className="space-y-4">
        {PARTS.map(({ key, title, ask }) => (
          <Field key={key} label={title} hint={ask}>
            {key === 'challenges' || key === 'features' ? (
              <TextArea
                rows={2}
                maxLength={2000}
                value={said[key]}
                onChange={(event) => set(key, event.target.value)}
              />
            ) : (
              <TextInput
                maxLength={500}
                value={said[key]}
                onChange={(event) => set(key, event.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
    </Dialog>
  )
}
