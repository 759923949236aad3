/** The mark: three batons, the last one being carried. */
export function Mark() {
  return (
    <svg width="22" height="16" viewBox="0 0 22 16" aria-hidden="true" className="shrink-0">
      <path d="M4 0h3.4L3.6 16H.2z" className="fill-line-strong" />
      <path d="M10.8 0h3.4l-3.8 16H7z" className="fill-soft" />
      <path d="M17.6 0H21l-3.8 16h-3.4z" className="fill-accent" />
    </svg>
  )
}
