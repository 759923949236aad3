import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { FormEvent, ReactNode, RefObject } from 'react'

/** Esc means the list that is open within the window, not the window. */
function hasOpenList(): boolean {
  return document.querySelector('[role=dialog] :popover-open') !== null
}

const WIDTHS = {
  narrow: 'w-[min(26rem,calc(100vw-1.5rem))]',
  normal: 'w-[min(34rem,calc(100vw-1.5rem))]',
  wide: 'w-[min(52rem,calc(100vw-1.5rem))]',
}

/**
 * A window over the page that asks for one thing. Esc and a click outside close it, the focus goes back to where it
 * was. With `onSubmit` it is a form: Enter sends it, and the footer's button is `type="submit"`.
 */
export function Dialog({
  title,
  note,
  onClose,
  onSubmit,
  size = 'normal',
  initialFocus,
  children,
  footer,
}: {
  readonly title: ReactNode
  /** A line under the title. */
  readonly note?: ReactNode
  readonly onClose: () => void
  readonly onSubmit?: (() => void) | undefined
  readonly size?: 'narrow' | 'normal' | 'wide'
  readonly initialFocus?: RefObject<HTMLElement | null>
  readonly children: ReactNode
  /** Buttons at the end; the one that does it stands last. */
  readonly footer?: ReactNode
}) {
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSubmit?.()
  }
  const Body = onSubmit === undefined ? 'div' : 'form'
  return (
    <Base.Root open onOpenChange={(open) => !open && !hasOpenList() && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-ink/25 dark:bg-sunk/70" />
        <Base.Popup
          {...(initialFocus !== undefined && { initialFocus })}
          className={`fixed top-[max(1rem,10vh)] left-1/2 z-50 flex max-h-[min(46rem,84vh)] ${WIDTHS[size]} -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line bg-raised shadow-float outline-none`}
        >
          <Body
            className="flex min-h-0 flex-col"
            {...(onSubmit !== undefined && { onSubmit: send, noValidate: true })}
          >
            <header className="flex items-start gap-3 px-5 pt-4 pb-2">
              <div className="min-w-0 flex-1 pr-7">
                <Base.Title className="text-lead font-semibold">{title}</Base.Title>
                {note !== undefined && (
                  <Base.Description className="text-body text-soft">{note}</Base.Description>
                )}
              </div>
            </header>
            <div className="scroller min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
            {footer !== undefined && (
              <footer className="flex items-center justify-end gap-2 border-t border-line bg-sunk px-5 py-3">
                {footer}
              </footer>
            )}
          </Body>
          {/* Last, so that the focus begins at what is asked for. */}
          <Base.Close
            aria-label="Close"
            className="absolute top-3.5 right-3.5 inline-flex size-7 shrink-0 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
          >
            <X size={15} aria-hidden="true" />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
