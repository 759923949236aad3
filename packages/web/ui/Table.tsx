import type { ComponentProps, ReactNode } from 'react'

export interface TableColumn {
  readonly label: ReactNode
  readonly className?: string
  /** Read aloud, not shown: for columns of buttons. */
  readonly hidden?: boolean
}

/** A table with hairlines. The header stays in view while the rows scroll. */
export function Table({
  caption,
  columns,
  children,
}: {
  readonly caption: string
  readonly columns: readonly TableColumn[]
  readonly children: ReactNode
}) {
  return (
    <table className="w-full border-separate border-spacing-0">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th
              key={index}
              scope="col"
              className={`sticky top-0 z-10 h-8 border-b border-line bg-paper px-2 text-left text-small font-medium whitespace-nowrap text-faint first:pl-4 last:pr-4 md:first:pl-6 md:last:pr-6 ${column.className ?? ''}`}
            >
              {column.hidden === true ? <span className="sr-only">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

/** A cell of a `Table`. */
export function Cell({ className = '', ...rest }: ComponentProps<'td'>) {
  return (
    <td
      {...rest}
      className={`h-11 border-b border-line px-2 first:pl-4 last:pr-4 md:first:pl-6 md:last:pr-6 ${className}`}
    />
  )
}
