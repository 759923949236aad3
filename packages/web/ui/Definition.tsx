import { Tooltip } from '@base-ui/react/tooltip'
import { useId, useState, type ReactNode } from 'react'

/** A word that means something exact: dotted, and hovered, focused or touched it says what. */
export function Definition({
  term,
  children,
}: {
  readonly term: ReactNode
  /** What it means. */
  readonly children: ReactNode
}) {
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <Tooltip.Root open={open} onOpenChange={setOpen}>
      <Tooltip.Trigger
        delay={200}
        closeOnClick={false}
        aria-describedby={open ? id : undefined}
        onClick={() => setOpen(true)}
        className="cursor-help rounded-[2px] text-left underline decoration-faint decoration-dotted underline-offset-[3px]"
      >
        {term}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} collisionPadding={8} className="z-[55]">
          <Tooltip.Popup
            id={id}
            role="tooltip"
            className="max-w-80 rounded-lg border border-line bg-raised px-3 py-2 text-small text-soft shadow-float"
          >
            {children}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
