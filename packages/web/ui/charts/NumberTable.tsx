import type { ReactNode } from 'react'

export interface NumberTableProps {
  /** What the table holds, read aloud. */
  readonly caption: string
  readonly head: readonly string[]
  /** The first cell of a row is its heading. Cells may hold buttons. */
  readonly rows: readonly (readonly ReactNode[])[]
  readonly className?: string
}

/** The numbers of a chart. */
export function NumberTable({ caption, head, rows, className = '' }: NumberTableProps) {
  return (
    <section
      aria-label={caption}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
      tabIndex={0}
      className={`scroller max-h-80 overflow-auto border-y border-line print:max-h-none ${className}`}
    >
      <table className="figures w-full">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {head.map((label, index) => (
              <th
                key={index}
                scope="col"
                className={`sticky top-0 z-10 bg-paper py-1 text-small font-medium whitespace-nowrap text-faint ${index === 0 ? 'text-left' : 'pl-4 text-right'}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, number) => (
            <tr key={number} className="hover:bg-hover">
              {row.map((cell, index) =>
                index === 0 ? (
                  <th key={index} scope="row" className="border-t border-line py-1 text-left font-normal">
                    {cell}
                  </th>
                ) : (
                  <td key={index} className="border-t border-line py-1 pl-4 text-right whitespace-nowrap">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
