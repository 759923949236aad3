import type { Form } from '@baton/protocol'
import { useBlocker } from '@tanstack/react-router'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useMediaQuery } from '../../app/use-media-query.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
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
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the platform's own key for saving
    <div className="flex h-full flex-col" onKeyDown={saveByKey}>
      <FormHeader editing={editing} onEmbed={() => setEmbedding(true)} />
      <FormFunnel form={editing.form} />
      <Panes
        writing={
          <div className="scroller min-h-0 flex-1 overflow-y-auto px-4 pb-16 md:px-6">
            <BasicsPart {...part} />
            <FieldsPart {...part} />
            <ConsentPart {...part} />
            <AfterPart {...part} />
          </div>
        }
        preview={<FormPreview definition={definition} />}
      />
      {embedding && <EmbedDialog form={editing.form} onClose={() => setEmbedding(false)} />}
      <LeaveGuard isChanged={editing.isChanged} />
    </div>
  )
}

/** Both beside each other, or one at a time where the window is narrow. */
function Panes({ writing, preview }: { readonly writing: ReactNode; readonly preview: ReactNode }) {
  const wide = useMediaQuery('(min-width: 1024px)')
  const [pane, setPane] = useState<'writing' | 'preview'>('writing')
  if (wide)
    return (
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,0.85fr)] border-t border-line">
        <div className="flex min-h-0 min-w-0 flex-col border-r border-line">{writing}</div>
        <div className="flex min-h-0 min-w-0 flex-col">{preview}</div>
      </div>
    )
  return (
    <>
      <div
        role="tablist"
        aria-label="Form"
        className="grid shrink-0 grid-cols-2 border-y border-line bg-sunk"
      >
        {(['writing', 'preview'] as const).map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={pane === name}
            onClick={() => setPane(name)}
            className="h-9 text-body font-medium text-faint aria-selected:bg-paper aria-selected:text-ink"
          >
            {name === 'writing' ? 'What it asks' : 'How it looks'}
          </button>
        ))}
      </div>
      <div className="flex min-h-0 flex-1 flex-col">{pane === 'writing' ? writing : preview}</div>
    </>
  )
}

/** Asks before what was written is left. */
function LeaveGuard({ isChanged }: { readonly isChanged: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isChanged && current.pathname !== next.pathname,
    enableBeforeUnload: () => isChanged,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog
      title="Leave without saving?"
      note="What you changed on this form is not saved."
      size="narrow"
      onClose={blocker.reset}
      footer={
        <>
          <Button onClick={blocker.proceed}>Leave</Button>
          <Button look="solid" onClick={blocker.reset}>
            Stay
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  )
}
