/** Figures with what they are called before them and what they are held against below. */
export function FactRows({
  rows,
}: {
  readonly rows: readonly (readonly [label: string, value: string, note: string])[]
}) {
  return (
    <dl className="figures">
      {rows.map(([label, value, note]) => (
        <div key={label} className="grid grid-cols-[9rem_1fr] gap-x-3 border-t border-line py-1.5">
          <dt className="text-soft">{label}</dt>
          <dd>
            <span className="font-medium">{value}</span>
            <span className="block text-small text-faint">{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
