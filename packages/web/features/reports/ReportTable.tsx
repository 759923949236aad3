import type { ReactNode } from 'react'

/** A table of a report: the first column names the row, the others are numbers. It scrolls in itself where it is too wide. */
export function ReportTable({
  caption,
  head,
  rows,
}: {
  readonly caption: string
  readonly head: readonly ReactNode[]
  readonly rows: readonly {
    readonly key: string
    readonly cells: readonly ReactNode[]
    readonly strong?: boolean
  }[]
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <section aria-label={caption} tabIndex={0} className="scroller overflow-x-auto">
      <table className="w-full min-w-[36rem] border-separate border-spacing-0 text-body">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-small text-faint">
            {head.map((cell, index) => (
              <th
                key={index}
                scope="col"
                className={`border-b border-line py-1.5 font-medium ${index === 0 ? 'pr-3 text-left' : 'px-3 text-right whitespace-nowrap'}`}
              >
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, strong = false }) => (
            <tr key={key} className={strong ? 'font-medium' : ''}>
              <th
                scope="row"
                className={`max-w-72 align-top border-b border-line py-1.5 pr-3 text-left ${strong ? 'font-medium' : 'font-normal'}`}
              >
                {cells[0]}
              </th>
              {cells.slice(1).map((cell, index) => (
                <td key={index} className="figures border-b border-line px-3 py-1.5 text-right align-top">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
