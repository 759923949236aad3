import type { Mail } from '@baton/protocol'
import { sayCounted } from '@baton/words'
import { useBlocker } from '@tanstack/react-router'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useMediaQuery } from '../../app/use-media-query.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Section } from '../../ui/Section.tsx'
import { BlockList } from './BlockList.tsx'
import { EnvelopePart } from './EnvelopePart.tsx'
import { LookPart } from './LookPart.tsx'
import { MailHeader } from './MailHeader.tsx'
import { MailResultsPart } from './MailResultsPart.tsx'
import { MailPreview } from './MailPreview.tsx'
import { useMailEditor } from './use-mail-editor.ts'

/** The letter's blocks beside how it looks. */
export function MailEditor({ mail }: { readonly mail: Mail }) {
  const editing = useMailEditor(mail)
  const saveByKey = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault()
      editing.save()
    }
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the platform's own key for saving
    <div className="flex h-full flex-col" onKeyDown={saveByKey}>
      <MailHeader editing={editing} />
      <Panes
        writing={
          <div className="scroller min-h-0 flex-1 overflow-y-auto px-4 pb-16 md:px-6">
            <EnvelopePart editing={editing} />
            <Section
              title="Blocks"
              note={`${sayCounted(editing.letter.blocks.length, 'block')}; Alt and an arrow key move one`}
            >
              <BlockList editing={editing} list="letter" label="Blocks" />
            </Section>
            <LookPart editing={editing} />
            <MailResultsPart id={mail.id} />
          </div>
        }
        preview={<MailPreview letter={editing.letter} lead={editing.lead} onLead={editing.setLead} />}
      />
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
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,0.85fr)_minmax(0,1fr)] border-t border-line">
        <div className="flex min-h-0 min-w-0 flex-col border-r border-line">{writing}</div>
        <div className="flex min-h-0 min-w-0 flex-col">{preview}</div>
      </div>
    )
  return (
    <>
      <div
        role="tablist"
        aria-label="Mail"
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
            {name === 'writing' ? 'What it says' : 'How it looks'}
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
      note="What you changed on this mail is not saved."
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
