import type { Block, BlockKind, LetterProblem } from '@baton/letters'
import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { BlockItem, type Dragging } from './BlockItem.tsx'
import { BlockSettings } from './BlockSettings.tsx'
import {
  blocksIn,
  changedBlock,
  copied,
  type ListName,
  movedBlock,
  newBlock,
  withBlock,
  withoutBlock,
} from './edited-letter.ts'
import { BLOCK_KINDS, BLOCKS, problemsAt } from './mail-words.ts'
import type { MailEditing } from './use-mail-editor.ts'

const INSIDE = BLOCK_KINDS.filter((kind) => kind !== 'columns')

interface ListProps {
  readonly editing: Pick<MailEditing, 'letter' | 'write' | 'problems'>
  readonly list: ListName
}

/** Blocks in their order. One stands open at a time; Alt and an arrow key, or the mouse, moves one. */
export function BlockList({ editing, list, label }: ListProps & { readonly label: string }) {
  const { element, blocks, open, said, dragging, setOpen, put, move, remove } = useBlocks({ editing, list })
  const { write, problems } = editing
  return (
    <div ref={element}>
      <ol aria-label={label} className="divide-y divide-line border-y border-line empty:border-b-0">
        {blocks.map((block, place) => (
          <BlockItem
            key={block.id}
            block={block}
            place={place}
            count={blocks.length}
            problems={problemsInside(problems, block)}
            isOpen={open === block.id}
            dragging={dragging}
            onOpen={() => setOpen(open === block.id ? null : block.id)}
            onMove={(by) => move(block.id, by)}
            onCopy={() => put(copied(block), block.id)}
            onRemove={() => remove(block.id)}
          >
            <BlockSettings
              block={block}
              problems={problemsAt(problems, block.id)}
              onChange={(change) => write((now) => changedBlock(now, block.id, change))}
            />
            {block.kind === 'columns' && <Sides editing={editing} id={block.id} />}
          </BlockItem>
        ))}
      </ol>
      <div className="mt-2">
        <AddBlock
          kinds={list === 'letter' ? BLOCK_KINDS : INSIDE}
          label={list === 'letter' ? 'Add a block' : `Add a block on the ${list.side}`}
          onAdd={(kind) => put(newBlock(kind), open)}
        />
      </div>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </div>
  )
}

/** What is done to the blocks of a list, with the focus kept at what it was done to. */
function useBlocks({ editing: { letter, write }, list }: ListProps) {
  const [open, setOpen] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const [dragged, setDragged] = useState<string | null>(null)
  const element = useRef<HTMLDivElement>(null)
  const blocks = blocksIn(letter, list)
  const placeOf = (id: string) => blocks.findIndex((block) => block.id === id)
  const focusIn = (id: string, selector: string) =>
    element.current?.querySelector<HTMLElement>(`[data-block="${id}"] ${selector}`)?.focus()
  const put = (block: Block, behind: string | null) => {
    flushSync(() => {
      write((now) => withBlock(now, list, block, behind))
      setOpen(block.id)
    })
    setSaid(`${BLOCKS[block.kind].name} is added.`)
    // The menu gives the focus back to its button first.
    setTimeout(() => focusIn(block.id, ':is(textarea, input, select)'))
  }
  const move = (id: string, by: 1 | -1) => {
    const from = document.activeElement
    const to = placeOf(id) + by
    if (to < 0 || to >= blocks.length) return
    flushSync(() => write((now) => movedBlock(now, list, id, to)))
    // The browser lets go of what is moved in the document.
    if (from instanceof HTMLElement) from.focus()
    setSaid(`It is number ${to + 1} of ${blocks.length}.`)
  }
  const remove = (id: string) => {
    const next = blocks[placeOf(id) + 1] ?? blocks[placeOf(id) - 1]
    flushSync(() => write((now) => withoutBlock(now, list, id)))
    if (next) focusIn(next.id, 'button')
    setSaid('It is removed.')
  }
  const dragging: Dragging = {
    id: dragged,
    begin: setDragged,
    over: (id) => {
      if (dragged !== null && id !== dragged && placeOf(dragged) !== -1)
        write((now) => movedBlock(now, list, dragged, placeOf(id)))
    },
    end: () => setDragged(null),
  }
  return { element, blocks, open, said, dragging, setOpen, put, move, remove }
}

/** Of a closed columns block, those of what is in it too. */
function problemsInside(problems: readonly LetterProblem[], block: Block): readonly LetterProblem[] {
  const inner = block.kind === 'columns' ? [...block.left, ...block.right] : []
  return [block, ...inner].flatMap(({ id }) => problemsAt(problems, id))
}

function Sides({
  editing,
  id,
}: {
  readonly editing: Pick<MailEditing, 'letter' | 'write' | 'problems'>
  readonly id: string
}) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pr-3 pb-4 pl-[21px]">
      {(['left', 'right'] as const).map((side) => (
        <div key={side}>
          <h3 className="mb-1 text-small font-medium text-soft">{side === 'left' ? 'Left' : 'Right'}</h3>
          <BlockList
            editing={editing}
            list={{ columns: id, side }}
            label={side === 'left' ? 'Blocks on the left' : 'Blocks on the right'}
          />
        </div>
      ))}
    </div>
  )
}

function AddBlock({
  kinds,
  label,
  onAdd,
}: {
  readonly kinds: readonly BlockKind[]
  readonly label: string
  readonly onAdd: (kind: BlockKind) => void
}) {
  return (
    <Menu
      groups={[
        {
          items: kinds.map((kind) => {
            const { name, icon: Icon } = BLOCKS[kind]
            return { label: name, icon: <Icon size={13} aria-hidden="true" />, onSelect: () => onAdd(kind) }
          }),
        },
      ]}
      trigger={
        <Button>
          <Plus size={13} aria-hidden="true" />
          {label}
        </Button>
      }
    />
  )
}
