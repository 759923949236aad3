import { useQuery } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useRef } from 'react'
import { contentFilesOptions, useSendContentFile } from '../../api/content-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'

/** The file that whoever sends the form is promised: one that is there, or another one sent up. */
export function PromisedFile({
  delivers,
  error,
  onChange,
}: {
  readonly delivers: string | null
  readonly error: string
  readonly onChange: (delivers: string | null) => void
}) {
  const files = useQuery(contentFilesOptions).data ?? []
  const input = useRef<HTMLInputElement>(null)
  const sendContentFile = useSendContentFile()
  const { pending, problem, send } = useSending()
  const take = (file: File) => void send(async () => onChange((await sendContentFile(file)).id))
  const isKnown = delivers === null || files.some(({ id }) => id === delivers)
  return (
    <Field label="The promised file" error={problem ?? error}>
      <div className="flex gap-2">
        <Select
          className="min-w-0 flex-1"
          value={delivers ?? ''}
          options={[
            { value: '', label: 'None' },
            ...files.map(({ id, name, bytes }) => ({ value: id, label: `${name} (${sayBytes(bytes)})` })),
            ...(isKnown ? [] : [{ value: delivers, label: 'A file that is not there' }]),
          ]}
          onChange={(id) => onChange(id === '' ? null : id)}
        />
        <Button className="h-8" disabled={pending} onClick={() => input.current?.click()}>
          <Upload size={13} aria-hidden="true" />
          {pending ? 'Sending…' : 'Send up a file'}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) take(file)
        }}
      />
    </Field>
  )
}

function sayBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
