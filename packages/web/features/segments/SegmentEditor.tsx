import type { Segment, Segments } from '@baton/protocol'
import type { AudienceContext } from '@baton/engine/audience'
import { sayCount } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/may.ts'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { Named } from './audience-rows.ts'
import { AudienceRows } from './AudienceRows.tsx'
import { LiveCount } from './LiveCount.tsx'
import { MembersLink } from './MembersLink.tsx'
import { SomeLeads } from './SomeLeads.tsx'
import { useSegmentWriting } from './use-segment-writing.ts'

/** Rows on one side and the text that they are on the other: one document. */
export function SegmentEditor({
  segment,
  judging,
  named,
  context,
}: {
  readonly segment: Segment | null
  readonly judging: Segments['judging']
  readonly named: Named
  readonly context: AudienceContext
}) {
  const writing = useSegmentWriting(segment, context)
  const mayWrite = useMay('changeSegment')
  const title = segment?.name ?? 'New segment'
  useDocumentTitle(title)
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader
        title={title}
        note={
          <Link to="/segments" className="hover:text-ink">
            Segments
          </Link>
        }
      >
        {mayWrite && <Actions segment={segment} writing={writing} />}
      </ScreenHeader>
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line px-4 pt-5 pb-12 md:px-6">
        {writing.problem !== null && (
          <p role="alert" className="mb-4 text-body text-accent-text">
            {writing.problem}
          </p>
        )}
        <div className="grid gap-x-8 gap-y-5 xl:grid-cols-[minmax(0,3fr)_minmax(18rem,2fr)]">
          <div className="space-y-5">
            <NameAndUse writing={writing} />
            {writing.group === null ? (
              <p className="text-body text-soft">
                The text cannot be read as conditions yet. Once what stands beside it is mended, its rows are
                here again.
              </p>
            ) : (
              <AudienceRows
                group={writing.group}
                named={named}
                label="Conditions"
                onChange={writing.setGroup}
              />
            )}
          </div>
          <div className="space-y-4">
            <Found segment={segment} judging={judging} writing={writing} />
          </div>
        </div>
      </div>
    </div>
  )
}

type Writing = ReturnType<typeof useSegmentWriting>

function Actions({ segment, writing }: { readonly segment: Segment | null; readonly writing: Writing }) {
  const users = segment?.usedBy ?? []
  const named = users.length > 0 ? `Named by ${users.map(({ name }) => name).join(', ')}` : undefined
  return (
    <>
      {writing.removeIt && (
        <Button className="h-8" disabled={named !== undefined} title={named} onClick={writing.removeIt}>
          Remove
        </Button>
      )}
      <Button look="solid" className="h-8" disabled={!writing.canSave} onClick={writing.save}>
        Save
      </Button>
    </>
  )
}

function NameAndUse({ writing }: { readonly writing: Writing }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Name">
        <TextInput
          required
          maxLength={120}
          value={writing.name}
          onChange={(event) => writing.setName(event.target.value)}
        />
      </Field>
      <Field label="What it is for">
        <TextInput
          maxLength={1000}
          value={writing.about}
          onChange={(event) => writing.setAbout(event.target.value)}
        />
      </Field>
    </div>
  )
}

/** Whom the document finds, and the document as text. */
function Found({
  segment,
  judging,
  writing,
}: {
  readonly segment: Segment | null
  readonly judging: Segments['judging']
  readonly writing: Writing
}) {
  return (
    <>
      <LiveCount tried={writing.tried} isBehind={writing.isBehind} />
      {segment !== null && (
        <p className="text-body text-soft">
          Kept: <MembersLink segment={segment} />
          {judging && ` (judged ${sayCount(judging.judged)} of ${sayCount(judging.leads)})`}
        </p>
      )}
      <SomeLeads leads={writing.tried?.some ?? []} />
      <Field label="The same as text">
        <TextArea
          rows={12}
          spellCheck={false}
          className="font-mono text-small"
          value={writing.document}
          onChange={(event) => writing.setDocument(event.target.value)}
        />
      </Field>
      <ul className="space-y-1 text-small text-accent-text" aria-label="What is wrong with it">
        {writing.problems.map((one, index) => (
          <li key={index}>
            Line {one.line}: found {one.found}, expected {one.expected}; {one.remedy}.
          </li>
        ))}
      </ul>
    </>
  )
}
