import type { SpendImported } from '@baton/protocol'
import { sayCount, sayCounted, sayList } from '@baton/words'
import { FileUp } from 'lucide-react'
import { useId, useState } from 'react'
import { useWriteMoney } from '../../api/spend-query.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { useFileDrop } from '../imports/index.ts'

interface Taken extends SpendImported {
  readonly name: string
}

/** Takes a CSV file of spend: all of it, or nothing and why. */
export function SpendFile({ onDone }: { readonly onDone: () => void }) {
  const { takeFile } = useWriteMoney()
  const { pending, problem, send } = useSending()
  const [taken, setTaken] = useState<Taken | null>(null)
  const take = (file: File) => {
    if (pending) return
    setTaken(null)
    void send(async () => setTaken({ ...(await takeFile(file)), name: file.name }))
  }
  return (
    <>
      <FileZone pending={pending} onFile={take} />
      {problem !== null && (
        <p role="alert" className="mt-3 text-body text-accent-text">
          {problem}
        </p>
      )}
      {taken !== null && <Outcome taken={taken} onDone={onDone} />}
      {taken === null && <Expected />}
    </>
  )
}

function FileZone({ pending, onFile }: { readonly pending: boolean; readonly onFile: (file: File) => void }) {
  const id = useId()
  const isOver = useFileDrop(onFile)
  return (
    <>
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        disabled={pending}
        className="peer sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <label
        htmlFor={id}
        data-drop
        className={`flex cursor-pointer flex-col items-center gap-1.5 rounded-xl border border-dashed px-6 py-8 text-center transition-colors peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent ${isOver ? 'border-data bg-data-wash' : 'border-line-strong bg-sunk hover:bg-hover'}`}
      >
        <FileUp size={20} aria-hidden="true" className="text-faint" />
        <span className="text-lead font-semibold">
          {pending ? 'Reading the file…' : isOver ? 'Let go of it' : 'Drop a file here, or choose one'}
        </span>
        <span className="text-body text-soft">A CSV file of at most 5 MB and 10,000 rows.</span>
      </label>
    </>
  )
}

const COLUMNS = [
  ['source', 'where the money went, as people’s sources are named'],
  ['campaign', 'may be missing or empty: the source as a whole'],
  ['from, to', 'first and last day, such as 2026-03-01; or one column date'],
  ['amount', '1240 or 1240.50; a comma for cents where semicolons part the cells'],
  ['currency', 'three letters'],
  ['note', 'may be missing'],
] as const

function Expected() {
  return (
    <div className="mt-4 text-body text-soft">
      <p className="mb-2">The first line names the columns. Others are left alone.</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-small">
        {COLUMNS.map(([name, about]) => (
          <div key={name} className="contents">
            <dt className="font-mono text-ink">{name}</dt>
            <dd>{about}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-small text-faint">
        All of a file is taken, or nothing. The same file again stores nothing twice, and a longer one only
        what it adds.
      </p>
    </div>
  )
}

function Outcome({ taken, onDone }: { readonly taken: Taken; readonly onDone: () => void }) {
  const { name, rows, added, known, ignored, problems, problemsTotal } = taken
  if (problemsTotal > 0) return <Problems name={name} problems={problems} total={problemsTotal} />
  return (
    <output className="mt-4 block text-body">
      <p>
        <span className="font-medium">{name}</span> was taken: {sayCounted(rows, 'row')}, {sayCount(added)} of
        them new{known > 0 && `, ${sayCount(known)} stored before`}.
      </p>
      {ignored.length > 0 && (
        <p className="text-soft">
          {ignored.length === 1 ? 'A column was' : 'Columns were'} left alone: {sayList(ignored, 'and')}.
        </p>
      )}
      <Button className="mt-3" onClick={onDone}>
        See the rows
      </Button>
    </output>
  )
}

/** By line: what stands there, and what was expected. */
function Problems({
  name,
  problems,
  total,
}: {
  readonly name: string
  readonly problems: SpendImported['problems']
  readonly total: number
}) {
  return (
    <section role="alert" className="mt-4">
      <p className="text-body">
        Nothing of <span className="font-medium">{name}</span> was taken: {sayCounted(total, 'problem')}. Mend
        the file and take it again.
      </p>
      <div className="scroller mt-2 overflow-x-auto">
        <table className="w-full border-separate border-spacing-0 text-body">
          <caption className="sr-only">Problems of the file</caption>
          <thead>
            <tr className="text-left text-small text-faint">
              {['Line', 'Column', 'It says', 'Expected'].map((head) => (
                <th key={head} scope="col" className="border-b border-line py-1 pr-3 font-medium">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {problems.map(({ line, column, value, expected }, index) => (
              <tr key={index} className="align-top">
                <th scope="row" className="figures border-b border-line py-1 pr-3 text-left font-normal">
                  {sayCount(line)}
                </th>
                <td className="border-b border-line py-1 pr-3 font-mono text-small">{column ?? ''}</td>
                <td className="max-w-48 border-b border-line py-1 pr-3 break-words">
                  {value === '' ? <span className="text-faint">nothing</span> : value}
                </td>
                <td className="min-w-40 border-b border-line py-1 text-soft">{expected}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > problems.length && (
        <p className="mt-2 text-small text-faint">And {sayCount(total - problems.length)} more.</p>
      )}
    </section>
  )
}
