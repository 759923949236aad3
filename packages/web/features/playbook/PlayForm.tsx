import type { Play } from '@baton/protocol'
import { useState } from 'react'
import { useWritePlay } from '../../api/playbook-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

type Written = Pick<Play, 'objection' | 'answer' | 'proof' | 'contentTitle' | 'contentUrl'>

const EMPTY: Written = { objection: '', answer: '', proof: '', contentTitle: '', contentUrl: '' }

/** What is written so far, and keeping it. */
function useWriting(play: Play | null, onClose: () => void) {
  const [said, setSaid] = useState<Written>(play ?? EMPTY)
  const { add, change } = useWritePlay()
  const { pending, problem, send } = useSending()
  const set = (key: keyof Written) => (text: string) => setSaid((before) => ({ ...before, [key]: text }))
  const url = said.contentUrl.trim()
  const wrongUrl = url !== '' && !/^https?:\/\/\S+$/.test(url)
  const invalid = said.objection.trim() === '' || said.answer.trim() === '' || wrongUrl
  const save = () => {
    if (invalid || pending) return
    const { objection, answer, proof, contentTitle } = said
    const body = { objection, answer, proof, contentTitle, contentUrl: url }
    void send(async () => {
      await (play === null ? add(body) : change(play.id, { ...body, revision: play.revision }))
      onClose()
    })
  }
  return { said, set, wrongUrl, invalid, pending, problem, save }
}

/** Writes an objection, new or in place of what it says. */
export function PlayForm({ play, onClose }: { readonly play: Play | null; readonly onClose: () => void }) {
  const { said, set, wrongUrl, invalid, pending, problem, save } = useWriting(play, onClose)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of all its fields
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
      }}
      className="grid max-w-3xl gap-4 border-b border-line py-5 sm:grid-cols-2"
    >
      <Field label="Objection, as they say it" className="sm:col-span-2">
        <TextInput
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was asked for by key or press
          autoFocus
          required
          maxLength={300}
          value={said.objection}
          onChange={(event) => set('objection')(event.target.value)}
        />
      </Field>
      <Field label="Answer" className="sm:col-span-2">
        <TextArea
          rows={4}
          maxLength={5000}
          value={said.answer}
          onChange={(event) => set('answer')(event.target.value)}
        />
      </Field>
      <Field label="Proof" hint="What shows that the answer is true" className="sm:col-span-2">
        <TextArea
          rows={2}
          maxLength={5000}
          value={said.proof}
          onChange={(event) => set('proof')(event.target.value)}
        />
      </Field>
      <Field label="Content">
        <TextInput
          maxLength={300}
          placeholder="Title"
          value={said.contentTitle}
          onChange={(event) => set('contentTitle')(event.target.value)}
        />
      </Field>
      <Field label="Its address" error={wrongUrl ? 'Begins with https://' : undefined}>
        <TextInput
          type="url"
          maxLength={1000}
          placeholder="https://"
          value={said.contentUrl}
          onChange={(event) => set('contentUrl')(event.target.value)}
        />
      </Field>
      <div className="flex items-center gap-2 sm:col-span-2">
        <Button type="submit" look="solid" disabled={pending || invalid}>
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        {problem !== null && (
          <p role="alert" className="text-small text-accent-text">
            {problem}
          </p>
        )}
      </div>
    </form>
  )
}
