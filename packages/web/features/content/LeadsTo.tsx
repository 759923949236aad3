import { useQuery } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useRef } from 'react'
import { contentFilesOptions, useSendContentFile } from '../../api/content-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { ContentDraft } from './content-writing.ts'

/** Where content leads: an address, or a file that is kept here. */
export function LeadsTo({
  said,
  problem,
  onChange,
}: {
  readonly said: ContentDraft
  readonly problem: string | undefined
  readonly onChange: (more: Partial<ContentDraft>) => void
}) {
  const files = useQuery(contentFilesOptions).data ?? []
  const input = useRef<HTMLInputElement>(null)
  const sendContentFile = useSendContentFile()
  const sending = useSending()
  const take = (file: File) =>
    void sending.send(async () => onChange({ file: (await sendContentFile(file)).id, url: '' }))
  return (
    <>
      <Field label="Address" error={problem}>
        <TextInput
          type="url"
          maxLength={1000}
          placeholder="https://"
          value={said.url}
          onChange={(event) => onChange({ url: event.target.value })}
        />
      </Field>
      <Field label="Or a file" error={sending.problem ?? undefined}>
        <div className="flex gap-2">
          <Select
            className="min-w-0 flex-1"
            value={said.file}
            options={[
              { value: '', label: 'None' },
              ...files.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(file) => onChange({ file })}
          />
          <Button className="h-8" disabled={sending.pending} onClick={() => input.current?.click()}>
            <Upload size={13} aria-hidden="true" />
            {sending.pending ? 'Sending…' : 'Send up'}
          </Button>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="A file to send up"
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) take(file)
          }}
        />
      </Field>
    </>
  )
}
