import type { Board, PipelineStage } from '@baton/protocol'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useChangePipeline } from '../../api/board-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toast.ts'
import { stageId } from './board-columns.ts'

interface Row {
  /** Null for a stage that is new. */
  readonly id: string | null
  readonly key: number
  readonly name: string
  /** Percent, as typed. */
  readonly weight: string
}

const MOST = 12
let nextKey = 0

function rowOf(stage: PipelineStage | null): Row {
  nextKey += 1
  return {
    id: stage?.id ?? null,
    key: nextKey,
    name: stage?.name ?? '',
    weight: stage === null ? '50' : String(Math.round(stage.weight * 100)),
  }
}

/** Stages of the pipeline, in order, and what share of an amount each counts. */
export function StageDialog({ board, onClose }: { readonly board: Board; readonly onClose: () => void }) {
  const [rows, setRows] = useState<readonly Row[]>(() => board.stages.map(rowOf))
  const change = useChangePipeline()
  const { pending, problem, send } = useSending()
  const invalid = rows.length === 0 || rows.some((row) => row.name.trim() === '' || weightOf(row) === null)
  const set = (key: number, next: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...next } : row)))
  const shift = (index: number, by: 1 | -1) => {
    const next = [...rows]
    const [row] = next.splice(index, 1)
    next.splice(index + by, 0, row!)
    setRows(next)
  }
  const save = () =>
    !invalid &&
    void send(async () => {
      await change({ stages: stagesOf(rows) })
      toast('The stages are set.')
      onClose()
    })
  return (
    <Dialog
      title="Stages of the pipeline"
      note="Opportunities in a stage that is removed stand in the first one."
      onClose={onClose}
      onSubmit={save}
      footer={
        <>
          {problem !== null && (
            <p role="alert" className="mr-auto text-small text-accent-text">
              {problem}
            </p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="solid" disabled={pending || invalid}>
            Save
          </Button>
        </>
      }
    >
      <ol className="space-y-2">
        <li aria-hidden="true" className="label grid grid-cols-[1fr_5.5rem_6rem] gap-2">
          <span>Name</span>
          <span>Weight, %</span>
        </li>
        {rows.map((row, index) => (
          <StageRow
            key={row.key}
            {...{ row, index }}
            count={rows.length}
            onSet={(next) => set(row.key, next)}
            onShift={(by) => shift(index, by)}
            onRemove={() => setRows(rows.filter(({ key }) => key !== row.key))}
          />
        ))}
      </ol>
      {rows.length < MOST && (
        <Button look="plain" className="mt-3 -ml-2" onClick={() => setRows([...rows, rowOf(null)])}>
          <Plus size={13} aria-hidden="true" /> Add a stage
        </Button>
      )}
    </Dialog>
  )
}

function StageRow({
  row,
  index,
  count,
  onSet,
  onShift,
  onRemove,
}: {
  readonly row: Row
  readonly index: number
  readonly count: number
  readonly onSet: (next: Partial<Row>) => void
  readonly onShift: (by: 1 | -1) => void
  readonly onRemove: () => void
}) {
  return (
    <li className="grid grid-cols-[1fr_5.5rem_6rem] items-center gap-2">
      <TextInput
        aria-label={`Name of stage ${index + 1}`}
        maxLength={60}
        value={row.name}
        onChange={(event) => onSet({ name: event.target.value })}
      />
      <TextInput
        aria-label={`Weight of stage ${index + 1} in percent`}
        inputMode="numeric"
        aria-invalid={weightOf(row) === null || undefined}
        value={row.weight}
        onChange={(event) => onSet({ weight: event.target.value })}
      />
      <span className="flex">
        <IconButton label={`Move ${row.name} up`} disabled={index === 0} onClick={() => onShift(-1)}>
          <ArrowUp size={14} aria-hidden="true" />
        </IconButton>
        <IconButton label={`Move ${row.name} down`} disabled={index === count - 1} onClick={() => onShift(1)}>
          <ArrowDown size={14} aria-hidden="true" />
        </IconButton>
        <IconButton label={`Remove ${row.name}`} disabled={count === 1} onClick={onRemove}>
          <Trash2 size={14} aria-hidden="true" />
        </IconButton>
      </span>
    </li>
  )
}

function weightOf(row: Row): number | null {
  const percent = Number(row.weight)
  return row.weight.trim() !== '' && percent >= 0 && percent <= 100 ? percent / 100 : null
}

function stagesOf(rows: readonly Row[]): PipelineStage[] {
  const taken = rows.flatMap(({ id }) => (id === null ? [] : [id]))
  return rows.map((row) => {
    const id = row.id ?? stageId(row.name, taken)
    taken.push(id)
    return { id, name: row.name.trim(), weight: weightOf(row) ?? 0 }
  })
}

function IconButton({
  label,
  disabled,
  onClick,
  children,
}: {
  readonly label: string
  readonly disabled: boolean
  readonly onClick: () => void
  readonly children: React.ReactNode
}) {
  return (
    <Button look="plain" className="px-1.5" aria-label={label} disabled={disabled} onClick={onClick}>
      {children}
    </Button>
  )
}
