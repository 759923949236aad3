import type { Mail } from '@baton/protocol'
import { sayCounted } from '@baton/words'
import type { KeyboardEvent } from 'react'
import { LeaveGuard } from '../../app/LeaveGuard.tsx'
import { TwoPanes } from '../../app/TwoPanes.tsx'
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
  const writing = (
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
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the platform's own key for saving
    <div className="flex h-full flex-col" onKeyDown={saveByKey}>
      <MailHeader editing={editing} />
      <TwoPanes
        label="Mail"
        columns="grid-cols-[minmax(0,0.85fr)_minmax(0,1fr)]"
        first={{ name: 'What it says', shown: writing }}
        second={{
          name: 'How it looks',
          shown: <MailPreview letter={editing.letter} lead={editing.lead} onLead={editing.setLead} />,
        }}
      />
      <LeaveGuard isChanged={editing.isChanged} what="this mail" />
    </div>
  )
}
