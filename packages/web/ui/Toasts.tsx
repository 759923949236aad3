import { X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { dismissToast, holdToast, onToasts, releaseToast, toasts, type ToastMessage } from './toast.ts'

/** Where messages appear. It stands in the page from the beginning: only then is what comes into it read aloud. */
export function Toasts() {
  const shown = useSyncExternalStore(onToasts, toasts)
  return (
    <output
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-[4.25rem] z-[60] flex flex-col items-center gap-2 md:inset-x-auto md:right-5 md:bottom-5 md:items-end"
    >
      {shown.map((message) => (
        <Toast key={message.id} toast={message} />
      ))}
    </output>
  )
}

function Toast({ toast }: { readonly toast: ToastMessage }) {
  const { id, message, action, tone } = toast
  return (
    <span
      onMouseEnter={() => holdToast(id)}
      onMouseLeave={() => releaseToast(id)}
      onFocus={() => holdToast(id)}
      onBlur={() => releaseToast(id)}
      className="slide-up pointer-events-auto flex w-full max-w-md items-start gap-3 rounded-lg border border-line-strong bg-raised py-2.5 pr-2 pl-3.5 text-body shadow-float md:w-auto md:min-w-72"
    >
      <span
        aria-hidden="true"
        className={`mt-1 h-3 w-[3px] shrink-0 -skew-x-12 ${tone === 'problem' ? 'bg-accent' : 'bg-won'}`}
      />
      <span className="min-w-0 flex-1">{message}</span>
      {action !== undefined && (
        <button
          type="button"
          onClick={() => {
            dismissToast(id)
            action.onSelect()
          }}
          className="-my-0.5 h-6 shrink-0 rounded px-1.5 font-medium text-ink underline decoration-line-strong underline-offset-2 hover:bg-hover"
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => dismissToast(id)}
        className="-my-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded text-faint hover:bg-hover hover:text-ink"
      >
        <X size={13} aria-hidden="true" />
      </button>
    </span>
  )
}
