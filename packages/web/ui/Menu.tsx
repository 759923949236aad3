import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'

export interface MenuItem {
  readonly label: string
  readonly onSelect: () => void
  readonly icon?: ReactNode
  /** Stands at the end of the row: a key, a count. */
  readonly note?: ReactNode
  readonly checked?: boolean
  readonly disabled?: boolean
  readonly tone?: 'plain' | 'danger'
}

export interface MenuGroup {
  readonly title?: string
  readonly items: readonly MenuItem[]
}

/** A button that opens a list of things to do. Arrows move, letters find, Enter does, Esc closes. */
export function Menu({
  trigger,
  groups,
  header,
  side = 'bottom',
  align = 'start',
}: {
  /** The button; it is given what a menu button needs. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly groups: readonly MenuGroup[]
  readonly header?: ReactNode
  readonly side?: 'top' | 'bottom' | 'right'
  readonly align?: 'start' | 'end'
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup className="scroller max-h-[min(28rem,80vh)] min-w-52 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-body text-ink shadow-float outline-none">
            {header !== undefined && <div className="px-2 py-1.5">{header}</div>}
            {groups.map((group, index) => (
              <Base.Group
                key={group.title ?? index}
                className="border-line not-first:mt-1 not-first:border-t not-first:pt-1"
              >
                {group.title !== undefined && (
                  <Base.GroupLabel className="label px-2 pt-1 pb-0.5">{group.title}</Base.GroupLabel>
                )}
                {group.items.map((item) => (
                  <Row key={item.label} item={item} />
                ))}
              </Base.Group>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Row({ item }: { readonly item: MenuItem }) {
  return (
    <Base.Item
      disabled={item.disabled ?? false}
      onClick={item.onSelect}
      className={`flex h-7.5 cursor-default items-center gap-2 rounded px-2 outline-none select-none data-disabled:opacity-45 data-highlighted:bg-hover ${item.tone === 'danger' ? 'text-accent-text' : ''}`}
    >
      {item.checked !== undefined && (
        <Check size={13} aria-hidden="true" className={item.checked ? 'text-accent' : 'opacity-0'} />
      )}
      {item.icon}
      <span className="flex-1 truncate">
        {item.label}
        {item.checked === true && <span className="sr-only"> (chosen)</span>}
      </span>
      {item.note !== undefined && <span className="text-small text-faint">{item.note}</span>}
    </Base.Item>
  )
}
