import type { Form } from '@baton/protocol'
import { useState, type KeyboardEvent } from 'react'
import { LeaveGuard } from '../../app/LeaveGuard.tsx'
import { TwoPanes } from '../../app/TwoPanes.tsx'
import { AfterPart } from './AfterPart.tsx'
import { BasicsPart } from './BasicsPart.tsx'
import { ConsentPart } from './ConsentPart.tsx'
import { EmbedDialog } from './EmbedDialog.tsx'
import { FieldsPart } from './FieldsPart.tsx'
import { FormFunnel } from './FormFunnel.tsx'
import { FormHeader } from './FormHeader.tsx'
import { FormPreview } from './FormPreview.tsx'
import { useFormEditor } from './use-form-editor.ts'

/** The builder: what the form asks beside how it looks. */
export function FormEditor({ form }: { readonly form: Form }) {
  const editing = useFormEditor(form)
  const [embedding, setEmbedding] = useState(false)
  const saveByKey = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault()
      editing.save()
    }
  }
  const { edited, write, problems, definition } = editing
  const part = { edited, write, problems }
  const writing = (
    <div className="scroller min-h-0 flex-1 overflow-y-auto px-4 pb-16 md:px-6">
      <BasicsPart {...part} />
      <FieldsPart {...part} />
      <ConsentPart {...part} />
      <AfterPart {...part} />
    </div>
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the platform's own key for saving
    <div className="flex h-full flex-col" onKeyDown={saveByKey}>
      <FormHeader editing={editing} onEmbed={() => setEmbedding(true)} />
      <FormFunnel form={editing.form} />
      <TwoPanes
        label="Form"
        columns="grid-cols-[minmax(0,1fr)_minmax(0,0.85fr)]"
        first={{ name: 'What it asks', shown: writing }}
        second={{ name: 'How it looks', shown: <FormPreview definition={definition} /> }}
      />
      {embedding && <EmbedDialog form={editing.form} onClose={() => setEmbedding(false)} />}
      <LeaveGuard isChanged={editing.isChanged} what="this form" />
    </div>
  )
}
