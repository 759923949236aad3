import { Button } from '../../../ui/Button.tsx'

/** Shows a chart as its numbers, or as the chart again. */
export function TwinSwitch({
  shown,
  onShown,
}: {
  readonly shown: boolean
  readonly onShown: (shown: boolean) => void
}) {
  return (
    <Button look="plain" aria-pressed={shown} onClick={() => onShown(!shown)} className="-my-1 text-small">
      {shown ? 'As a chart' : 'As a table'}
    </Button>
  )
}

/** The numbers of a chart. */
export function TableTwin({
  caption,
  head,
  rows,
}: {
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}) {
  return (
    <section
      aria-label={caption}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
      tabIndex={0}
      className="scroller max-h-80 overflow-auto border-y border-line"
    >
      <table className="figures w-full">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {head.map((label, index) => (
              <th
                key={label}
                scope="col"
                className={`sticky top-0 bg-paper py-1 text-small font-medium text-faint ${index === 0 ? 'text-left' : 'pl-4 text-right'}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, number) => (
            <tr key={number} className="border-t border-line">
              {row.map((cell, index) =>
                index === 0 ? (
                  <th key={index} scope="row" className="py-1 text-left font-normal">
                    {cell}
                  </th>
                ) : (
                  <td key={index} className="py-1 pl-4 text-right">
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
