import type { Figure } from '@baton/engine/reports'
import type { ReportOf } from '@baton/protocol'
import { sayCount, sayFigure, sayFigureDefinition, sayLine, sayLineDefinition } from '@baton/words'
import { useStatus } from '../../api/status-query.ts'
import { useReport } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { OpenNumber } from '../../ui/charts/index.ts'
import { CellOpener, useOpenCell } from './open-cell.tsx'
import type { ReportBodyProps } from './report-body.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'

const FIGURES = ['qualified', 'promoted', 'first-promoted', 'received', 'worked', 'accepted', 'sql', 'opportunity', 'won'] as const satisfies readonly Figure[] // prettier-ignore

type StatementLine = ReportOf<'statement'>['answer']['less'][number]

const MINUS = '\u2212'

/** One side's number, the other's, and line by line what lies between them. */
export function StatementReport({ search, onAsk }: ReportBodyProps) {
  const report = useReport('statement', search)
  return (
    <CellOpener report="statement" search={search}>
      <div className="grid max-w-4xl gap-x-8 gap-y-4 pb-5 sm:grid-cols-2 print:hidden">
        <SideChoice title="One number" side="ours" fallback="promoted" search={search} onAsk={onAsk} />
        <SideChoice title="The other" side="theirs" fallback="accepted" search={search} onAsk={onAsk} />
      </div>
      {report.isError && report.data === undefined ? (
        <ReadFailed what="The statement" error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <ReportSkeleton />
      ) : (
        <Told
          data={report.data}
          ours={(search['ours'] as Figure | undefined) ?? 'promoted'}
          theirs={(search['theirs'] as Figure | undefined) ?? 'accepted'}
        />
      )}
    </CellOpener>
  )
}

/** What one side counts, by whose calendar, under which version, and whether it counts people. */
function SideChoice({
  title,
  side,
  fallback,
  search,
  onAsk,
}: Pick<ReportBodyProps, 'search' | 'onAsk'> & {
  readonly title: string
  readonly side: 'ours' | 'theirs'
  readonly fallback: Figure
}) {
  const versions = useStatus().data?.agreement?.version
  const once = search[`${side}Once`] ?? (side === 'theirs' ? 'true' : 'false')
  return (
    <fieldset className="min-w-0">
      <legend className="label mb-1">{title}</legend>
      <Select
        aria-label={`${title}: what it counts`}
        value={search[side] ?? fallback}
        options={FIGURES.map((value) => ({ value, label: sayFigure(value) }))}
        onChange={(figure) => onAsk({ [side]: figure })}
      />
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 text-small text-soft">
        <Checkbox
          label="people, each once"
          checked={once === 'true'}
          onChange={(event) => onAsk({ [`${side}Once`]: String(event.target.checked) })}
        />
        <span className="flex items-center gap-1.5">
          version
          <TextInput
            aria-label={`${title}: version of the agreement`}
            inputMode="numeric"
            placeholder={versions === undefined ? 'any' : `any, 1 to ${versions}`}
            value={search[`${side}Version`] ?? ''}
            onChange={(event) =>
              onAsk({
                [`${side}Version`]:
                  event.target.value === '' ? undefined : event.target.value.replaceAll(/\D/g, ''),
              })
            }
            className="h-7 w-24"
          />
        </span>
        {side === 'theirs' && (
          <>
            <span className="flex items-center gap-1.5">
              by the clock of
              <TextInput
                aria-label="The other's time zone"
                placeholder="the same zone"
                defaultValue={search['theirsZone'] ?? ''}
                onBlur={(event) => onAsk({ theirsZone: event.target.value.trim() || undefined })}
                className="h-7 w-40"
              />
            </span>
            <span className="flex items-center gap-1.5">
              from
              <TextInput
                type="date"
                aria-label="The other's first day"
                value={search['theirsFrom'] ?? ''}
                onChange={(event) => onAsk({ theirsFrom: event.target.value || undefined })}
                className="figures h-7 w-[8.25rem]"
              />
              to
              <TextInput
                type="date"
                aria-label="The other's last day"
                value={search['theirsTo'] ?? ''}
                onChange={(event) => onAsk({ theirsTo: event.target.value || undefined })}
                className="figures h-7 w-[8.25rem]"
              />
            </span>
          </>
        )}
      </div>
    </fieldset>
  )
}

function Told({
  data: { answer },
  ours,
  theirs,
}: {
  readonly data: ReportOf<'statement'>
  readonly ours: Figure
  readonly theirs: Figure
}) {
  const open = useOpenCell()
  const { less, more } = answer
  return (
    <div className="max-w-2xl">
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">
          From {sayFigure(ours)} to {sayFigure(theirs)}, line by line
        </caption>
        <tbody>
          <Total
            name={sayFigure(ours)}
            about={sayFigureDefinition(ours)}
            count={answer.ours.count}
            onOpen={open(answer.ours, sayFigure(ours))}
          />
          {less.map((line) => (
            <Line key={line.key} line={line} sign={MINUS} />
          ))}
          <tr>
            <th
              scope="row"
              className="border-b border-line-strong py-2 text-left text-body font-medium text-soft"
            >
              In both
            </th>
            <td className="border-b border-line-strong py-2 text-right">
              <OpenNumber
                label={`Open the ${answer.both.count} in both`}
                onOpen={open(answer.both, 'In both numbers')}
                className="font-medium"
              >
                {sayCount(answer.both.count)}
              </OpenNumber>
            </td>
          </tr>
          {more.map((line) => (
            <Line key={line.key} line={line} sign="+" />
          ))}
          <Total
            name={sayFigure(theirs)}
            about={sayFigureDefinition(theirs)}
            count={answer.theirs.count}
            onOpen={open(answer.theirs, sayFigure(theirs))}
          />
        </tbody>
      </table>
      <p className="mt-3 text-small text-faint">
        {sayCheck(answer.ours.count, less, more, answer.theirs.count)} Each pass of a lead stands in exactly
        one line.
      </p>
    </div>
  )
}

function Total({
  name,
  about,
  count,
  onOpen,
}: {
  readonly name: string
  readonly about: string
  readonly count: number
  readonly onOpen: (() => void) | undefined
}) {
  return (
    <tr>
      <th scope="row" className="border-b border-line-strong py-3 pr-4 text-left">
        <span className="block text-lead font-semibold">{name}</span>
        <span className="block text-small font-normal text-faint">{about}</span>
      </th>
      <td className="border-b border-line-strong py-3 text-right align-top">
        <OpenNumber
          label={`Open the ${count} of ${name}`}
          onOpen={onOpen}
          className="text-title font-semibold"
        >
          {sayCount(count)}
        </OpenNumber>
      </td>
    </tr>
  )
}

function Line({ line, sign }: { readonly line: StatementLine; readonly sign: string }) {
  const open = useOpenCell()
  const name = sayLine(line.key)
  return (
    <tr>
      <th scope="row" className="border-b border-line py-1.5 pr-4 pl-4 text-left font-normal">
        <Definition term={name}>{sayLineDefinition(line.key)}</Definition>
      </th>
      <td className="border-b border-line py-1.5 text-right whitespace-nowrap">
        <span className="figures text-faint">{sign} </span>
        <OpenNumber label={`Open the ${line.count} of ${name}`} onOpen={open(line, name)}>
          {sayCount(line.count)}
        </OpenNumber>
      </td>
    </tr>
  )
}

function sayCheck(
  ours: number,
  less: readonly StatementLine[],
  more: readonly StatementLine[],
  theirs: number,
): string {
  const sum = (lines: readonly StatementLine[]) => lines.reduce((total, { count }) => total + count, 0)
  const left = ours - sum(less) + sum(more) - theirs
  return `${sayCount(ours)} ${MINUS} ${sayCount(sum(less))} + ${sayCount(sum(more))} = ${sayCount(theirs)}; ${left === 0 ? 'nothing is left over' : `${left} are left over`}.`
}
