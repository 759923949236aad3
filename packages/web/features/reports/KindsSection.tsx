import type { ReportOf } from '@baton/protocol'
import { sayCount, sayCounted, sayMark, sayPercent } from '@baton/words'
import { useReport, type ReportSearch } from '../../api/reports-query.ts'
import type { PersonaMark } from '../../api/personas-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Button } from '../../ui/Button.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { sayRateFully } from './chart-words.ts'
import { Asked } from './Asked.tsx'
import { CellOpener } from './open-cell.tsx'
import { OpenCount } from './OpenCount.tsx'
import type { ReportBodyProps } from './report-body.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'
import { sayLift } from './trait-parts.ts'

type Kinds = ReportOf<'kinds'>['answer']
type Kind = Kinds['found'][number]
type Make = ((marks: readonly PersonaMark[]) => void) | undefined

const KINDS_MOST = 8
/** Two kinds of twenty. */
const PEOPLE_LEAST = 40

/** Kinds that clustering finds among those who were won, or became SQL: suggestions that people name and edit. */
export function KindsSection({
  search,
  onAsk,
  onMake,
}: Pick<ReportBodyProps, 'search' | 'onAsk'> & { readonly onMake: Make }) {
  const report = useReport('kinds', search)
  return (
    <CellOpener report="kinds" search={search}>
      <Section title="Kinds found by clustering" note="by industry, size, region, seniority and topic">
        <KindChoices search={search} onAsk={onAsk} />
        {report.isError && report.data === undefined ? (
          <ReadFailed what="The kinds" error={report.error} onRetry={() => void report.refetch()} />
        ) : report.data === undefined ? (
          <ReportSkeleton />
        ) : (
          <div aria-busy={report.isPlaceholderData} className={report.isPlaceholderData ? 'opacity-60' : ''}>
            <Found kinds={report.data.answer} isAmongSql={search['among'] === 'sql'} onMake={onMake} />
          </div>
        )}
      </Section>
    </CellOpener>
  )
}

function KindChoices({
  search,
  onAsk,
}: {
  readonly search: ReportSearch
  readonly onAsk: ReportBodyProps['onAsk']
}) {
  return (
    <div className="mb-4 flex flex-wrap items-end gap-3 print:hidden">
      <Asked label="Looked for among">
        <Select
          aria-label="Looked for among"
          value={search['among'] ?? 'customer'}
          options={[
            { value: 'customer', label: 'customers' },
            { value: 'sql', label: 'SQLs' },
          ]}
          onChange={(among) => onAsk({ among: among === 'customer' ? undefined : among })}
        />
      </Asked>
      <Asked label="How many kinds">
        <Select
          aria-label="How many kinds"
          value={search['kinds'] ?? ''}
          options={[
            { value: '', label: 'as many as fit best' },
            ...Array.from({ length: KINDS_MOST - 1 }, (_, index) => ({
              value: String(index + 2),
              label: String(index + 2),
            })),
          ]}
          onChange={(kinds) => onAsk({ kinds: kinds === '' ? undefined : kinds })}
        />
      </Asked>
    </div>
  )
}

function Found({
  kinds,
  isAmongSql,
  onMake,
}: {
  readonly kinds: Kinds
  readonly isAmongSql: boolean
  readonly onMake: Make
}) {
  const { among, came, tooFew, k, isClear, silhouette, found } = kinds
  const people = isAmongSql ? 'SQLs' : 'customers'
  if (tooFew)
    return (
      <p className="max-w-prose text-body text-soft">
        Too few to say: there are <OpenCount counted={among} of={people} /> {people} in the period, and no
        kinds are looked for among fewer than {PEOPLE_LEAST}, two groups of twenty.{' '}
        {isAmongSql ? 'Ask for a longer period.' : 'Look among SQLs, or ask for a longer period.'}
      </p>
    )
  return (
    <>
      <p className="max-w-prose text-body text-soft">
        <strong className="font-semibold text-ink">
          {isClear
            ? 'These kinds are clearer than chance makes them.'
            : 'These kinds are no clearer than chance makes them.'}
        </strong>{' '}
        <OpenCount counted={among} of={people} /> {people} fall into {sayCount(k)} kinds, with a{' '}
        <Definition term="silhouette">
          From −1 to 1: how much nearer people are to their own kind than to the next one.
        </Definition>{' '}
        of {silhouette.toFixed(2)}.{' '}
        {isClear
          ? 'People put together at random, value by value, never fell into kinds as well as these do.'
          : 'People put together at random, value by value, fall into kinds as well as these do: they are one way to tell people apart, and nothing that was found.'}{' '}
        What sets a kind apart is held against all <OpenCount counted={came} of="came in the period" /> who
        came.
      </p>
      <ol className="mt-3 grid gap-x-10 lg:grid-cols-2">
        {found.map((kind) => (
          <KindCard key={kind.number} kind={kind} people={people} onMake={onMake} />
        ))}
      </ol>
    </>
  )
}

function KindCard({
  kind,
  people,
  onMake,
}: {
  readonly kind: Kind
  readonly people: string
  readonly onMake: Make
}) {
  const { number, leads, share, marks, alike, won } = kind
  return (
    <li className="min-w-0 border-b border-line py-4 break-inside-avoid">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h3 className="text-body font-semibold">Kind {number}</h3>
          <p className="figures text-small text-faint">
            <OpenCount counted={leads} of={`Kind ${number}`} /> of {share.n} {people}
            {!share.tooFew && `, ${sayPercent(share.rate)}`}
          </p>
        </div>
        {onMake !== undefined && marks.length > 0 && (
          <Button className="print:hidden" onClick={() => onMake(marks.map(({ mark }) => mark))}>
            Make a persona of it
          </Button>
        )}
      </div>
      {marks.length === 0 ? (
        <p className="mt-2 text-body text-soft">Nothing sets them clearly apart from all who came.</p>
      ) : (
        <>
          <ul className="mt-2 space-y-1.5">
            {marks.map((one) => (
              <Mark key={sayMark(one.mark)} marked={one} />
            ))}
          </ul>
          <p className="figures mt-2 text-body text-soft">
            <Definition term="Alike">
              Everybody who came in the period and has these marks, whether or not they went on. The kind was
              found among people who are counted here too, which flatters the share.
            </Definition>
            : <OpenCount counted={alike} of={`alike to kind ${number}`} />{' '}
            {alike.count === 0
              ? 'of all who came.'
              : `of all who came. Won of them: ${won.tooFew ? `${won.successes} of ${won.n}, too few to say` : sayRateFully(won)}.`}
          </p>
        </>
      )}
    </li>
  )
}

/** A mark, how common it is among the kind, and among all. */
function Mark({ marked: { mark, inside, among, lift } }: { readonly marked: Kind['marks'][number] }) {
  return (
    <li className="text-body">
      {sayMark(mark)}
      <span className="figures block text-small text-faint">
        {inside.tooFew
          ? `${inside.successes} of the ${sayCounted(inside.n, 'person', 'people')} of whom it is known`
          : `${sayPercent(inside.rate)} of them`}
        , {among.tooFew ? `${among.successes} of ${among.n}` : sayPercent(among.rate)} of all
        {!lift.tooFew &&
          `: ${sayLift(lift.ratio)} times as often (${sayLift(lift.low)} to ${sayLift(lift.high)})`}
      </span>
    </li>
  )
}
