import type { ProgramWords } from '@baton/protocol'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { FaceTabs, ProblemBadge, UnreadableFile } from '../../ui/FaceTabs.tsx'
import { YamlFace } from '../studio/index.ts'
import { FrameDialog } from './FrameDialog.tsx'
import { withMovedStep, withoutStep, withStep } from './program-edits.ts'
import { idsIn, keyOf, type Stop, treeOf } from './program-tree.ts'
import { durationText, sayAudience } from './say-step.ts'
import { formOf, withForm } from './step-form.ts'
import { StepDialog } from './StepDialog.tsx'
import { type ComeTo, StepTree } from './StepTree.tsx'
import type { ProgramEditing } from './use-program-editor.ts'

export type Face = 'canvas' | 'list' | 'file'

interface FacesProps {
  readonly editing: ProgramEditing
  readonly words: ProgramWords | undefined
  readonly face: Face
  readonly standing: ReadonlyMap<string, number>
  readonly onFace: (face: Face) => void
}

/** The document as a canvas, as a list and as its file; one text, whichever is looked at. */
export function ProgramFaces(props: FacesProps) {
  const { editing, face, onFace } = props
  const { problems, text, context, mayWrite, isReadable, write } = editing
  return (
    <div className="flex min-w-0 flex-1 flex-col lg:overflow-hidden">
      <FaceTabs
        label="Faces of the program"
        tabs={[
          { face: 'canvas', name: 'Canvas' },
          { face: 'list', name: 'List' },
          { face: 'file', name: 'File', badge: <ProblemBadge count={problems.length} /> },
        ]}
        face={face}
        onFace={onFace}
        aside={
          !isReadable && face !== 'file' && <UnreadableFile shown="this is the program as it could be last" />
        }
        panelClass={`@container min-h-96 overflow-auto ${face === 'file' ? 'flex flex-col bg-sunk' : 'px-4 pb-12 md:px-6'}`}
      >
        {face === 'file' ? (
          <YamlFace
            text={text}
            problems={problems}
            catalogue={context.catalogue}
            disabled={!mayWrite}
            label="Document of the program"
            clause={null}
            places={editing.places}
            onText={(next) => write(next)}
          />
        ) : (
          <Steps {...props} face={face} />
        )}
      </FaceTabs>
    </div>
  )
}

type Asked = { readonly what: 'add' | 'edit'; readonly stop: Stop } | { readonly what: 'frame' } | null

function Steps({ editing, words, face, standing }: FacesProps & { readonly face: 'canvas' | 'list' }) {
  const { program, text, context, problems, write } = editing
  const [asked, setAsked] = useState<Asked>(null)
  const [comeTo, setComeTo] = useState<ComeTo | null>(null)
  const disabled = !editing.mayWrite || !editing.isReadable
  if (!program) return <p className="py-6 text-body text-soft">The file cannot be read yet. Mend it there.</p>
  const tree = treeOf(program)
  const ids = idsIn(tree)
  const broken = new Set(problems.flatMap(({ path }) => (path.startsWith('steps.') ? [path.slice(6)] : [])))
  const close = () => setAsked(null)
  const comeToPlace = ({ list }: Stop, index: number, fromDialog = false) =>
    setComeTo({ key: keyOf(index < 0 ? list.path : [...list.path, index]), fromDialog })
  return (
    <div className={face === 'canvas' ? 'w-max min-w-full' : ''}>
      <div className="sticky left-0 w-[100cqw]">
        <Frame editing={editing} disabled={disabled} onEdit={() => setAsked({ what: 'frame' })} />
        {problems.length > 0 && <Problems problems={problems} />}
        {!disabled && (
          <p className="pt-2 text-small text-faint">
            Arrows move, Enter opens, + adds behind, Delete takes away, Alt and an arrow moves a step.
          </p>
        )}
      </div>
      <StepTree
        {...{ tree, face, words, disabled, standing, broken, comeTo }}
        onAdd={(stop) => setAsked({ what: 'add', stop })}
        onEdit={(stop) => setAsked({ what: 'edit', stop })}
        onRemove={(stop) => {
          const { list, index } = stop
          if (list.path.length === 1 && list.steps.length === 1) return
          write(withoutStep(text, list, index))
          comeToPlace(stop, Math.min(index, list.steps.length - 2))
        }}
        onMove={(stop, by) => {
          const moved = withMovedStep(text, program, stop.list, stop.index, by)
          if (moved === null) return
          write(moved)
          comeToPlace(stop, stop.index + by)
        }}
      />
      {asked?.what === 'frame' && (
        <FrameDialog
          {...{ text, program, context, words }}
          onClose={close}
          onKeep={(next) => {
            write(next)
            close()
          }}
        />
      )}
      {(asked?.what === 'add' || asked?.what === 'edit') && (
        <StepDialog
          form={asked.what === 'edit' && asked.stop.node ? formOf(asked.stop.node.step) : null}
          taken={ids.filter((id) => asked.what === 'add' || id !== asked.stop.node?.step.id)}
          context={context}
          words={words}
          onClose={close}
          onKeep={(form, document) => {
            const { list, index, node } = asked.stop
            const isNew = asked.what === 'add' || !node
            write(
              isNew
                ? withStep(text, list, node ? index : null, document)
                : withForm(text, node, form, document, context),
            )
            close()
            comeToPlace(asked.stop, isNew && node ? index + 1 : index, true)
          }}
        />
      )}
    </div>
  )
}

function Problems({ problems }: { readonly problems: ProgramEditing['problems'] }) {
  return (
    <ul
      aria-label="Problems"
      className="mt-2 space-y-0.5 rounded-md bg-accent-wash px-3 py-2 text-small text-accent-text"
    >
      {problems.slice(0, 8).map(({ line, column, found, expected, remedy }) => (
        <li key={`${line}:${column} ${expected}`}>
          Line {line}, column {column}: found {found}, expected {expected}; {remedy}.
        </li>
      ))}
    </ul>
  )
}

/** Who enters and what ends it, above the steps. */
function Frame({
  editing: { program },
  disabled,
  onEdit,
}: {
  readonly editing: ProgramEditing
  readonly disabled: boolean
  readonly onEdit: () => void
}) {
  if (!program) return null
  const { enter, goal, leave, holdOut, purpose } = program
  const again =
    enter.againAfterMs === null ? 'never again' : `again after ${durationText(enter.againAfterMs)}`
  return (
    <div className="mt-3 flex flex-wrap items-start gap-x-6 gap-y-2 rounded-md border border-line bg-sunk px-3 py-2">
      <dl className="grid min-w-0 flex-1 grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-small">
        <dt className="text-faint">Enters</dt>
        <dd className="break-words">
          {sayAudience(enter.when)} <span className="text-faint">({again})</span>
        </dd>
        <dt className="text-faint">Goal</dt>
        <dd className="break-words">{sayAudience(goal)}</dd>
        {leave && (
          <>
            <dt className="text-faint">Leaves</dt>
            <dd className="break-words">{sayAudience(leave)}</dd>
          </>
        )}
        <dt className="text-faint">Consent</dt>
        <dd>
          {purpose}
          {holdOut > 0 && `, ${Number((holdOut * 100).toFixed(2))} % held out`}
        </dd>
      </dl>
      <Button disabled={disabled} onClick={onEdit}>
        Who and when
      </Button>
    </div>
  )
}
