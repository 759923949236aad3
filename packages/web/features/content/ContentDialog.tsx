import { CONTENT_KINDS, FUNNEL_PLACES } from '@baton/engine/content'
import type { ContentAsset } from '@baton/protocol'
import { sayContentKind, sayFunnelPlace } from '@baton/words'
import { useState } from 'react'
import { useWriteContent } from '../../api/content-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { AboutWhom } from './AboutWhom.tsx'
import { contentOfDraft, contentProblems, type ContentDraft } from './content-writing.ts'
import { LeadsTo } from './LeadsTo.tsx'

/** Writes a piece of content, new or in place of what it says. */
export function ContentDialog({
  asset,
  draft,
  onClose,
}: {
  readonly asset: ContentAsset | null
  readonly draft: ContentDraft
  readonly onClose: () => void
}) {
  const [said, setSaid] = useState(draft)
  const { add, change } = useWriteContent()
  const { pending, problem, send } = useSending()
  const set = (more: Partial<ContentDraft>) => setSaid((before) => ({ ...before, ...more }))
  const problems = contentProblems(said)
  const isWhole = Object.keys(problems).length === 0
  const keep = (more: { readonly archived?: boolean } = {}) => {
    if (!isWhole || pending) return
    void send(async () => {
      const body = contentOfDraft(said)
      await (asset === null ? add(body) : change(asset.id, { ...body, ...more, revision: asset.revision }))
      onClose()
    })
  }
  return (
    <Dialog
      title={asset === null ? 'New content' : asset.title}
      size="wide"
      onClose={onClose}
      onSubmit={() => keep()}
      footer={
        <>
          {asset !== null && (
            <Button
              disabled={pending}
              onClick={() => keep({ archived: !asset.archived })}
              className="mr-auto"
            >
              {asset.archived ? 'Take out of the archive' : 'Archive'}
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={!isWhole || pending}>
            Save
          </Button>
        </>
      }
    >
      <ContentFields said={said} problems={problems} onChange={set} />
      {problem !== null && (
        <p role="alert" className="mt-4 text-small text-accent-text">
          {problem}
        </p>
      )}
    </Dialog>
  )
}

function ContentFields({
  said,
  problems,
  onChange: set,
}: {
  readonly said: ContentDraft
  readonly problems: ReturnType<typeof contentProblems>
  readonly onChange: (more: Partial<ContentDraft>) => void
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Title" className="sm:col-span-2">
        <TextInput
          required
          maxLength={300}
          value={said.title}
          onChange={(event) => set({ title: event.target.value })}
        />
      </Field>
      <Field label="Kind">
        <Select
          value={said.kind}
          options={CONTENT_KINDS.map((value) => ({ value, label: sayContentKind(value) }))}
          onChange={(kind) => set({ kind })}
        />
      </Field>
      <Field label="Place in the funnel">
        <Select
          value={said.funnel}
          options={FUNNEL_PLACES.map((value) => ({ value, label: sayFunnelPlace(value) }))}
          onChange={(funnel) => set({ funnel })}
        />
      </Field>
      <LeadsTo said={said} problem={problems.url} onChange={set} />
      <Field label="Teaser" hint="What mails and pages say of it" className="sm:col-span-2">
        <TextArea
          rows={2}
          maxLength={1000}
          value={said.teaser}
          onChange={(event) => set({ teaser: event.target.value })}
        />
      </Field>
      <AboutWhom said={said} problem={problems.language} onChange={set} />
      <Field label="Published on">
        <TextInput
          type="date"
          value={said.publishedOn}
          onChange={(event) => set({ publishedOn: event.target.value })}
        />
      </Field>
      <Field label="Fresh until" hint="Stale after that day; empty: always fresh">
        <TextInput
          type="date"
          value={said.freshUntil}
          onChange={(event) => set({ freshUntil: event.target.value })}
        />
      </Field>
      <Field
        label="Other names"
        hint="One a line: titles, files and paths by which events call it"
        className="sm:col-span-2"
      >
        <TextArea rows={2} value={said.names} onChange={(event) => set({ names: event.target.value })} />
      </Field>
    </div>
  )
}
