import type { Problem } from '@baton/engine'
import { useRef, type KeyboardEvent, type Ref } from 'react'
import type { LineSpan } from '../../api/clause-lines.ts'

/** The document with line numbers. Lines with a problem and those of the contested clause are marked beside their number. */
export function DocumentArea({
  text,
  problems,
  span,
  onText,
  ref,
}: {
  readonly text: string
  readonly problems: readonly Problem[]
  readonly span: LineSpan | null
  readonly onText: (text: string) => void
  readonly ref: Ref<HTMLTextAreaElement>
}) {
  const gutter = useRef<HTMLDivElement>(null)
  const troubled = new Set(problems.map(({ line }) => line))
  const count = text.split('\n').length
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Tab leaves the field, as everywhere; the document is indented with two spaces by Ctrl and ].
    if (event.key !== ']' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    event.currentTarget.setRangeText('  ', selectionStart, selectionEnd, 'end')
    onText(event.currentTarget.value)
  }
  return (
    <div className="flex min-h-0 min-w-0 bg-sunk font-mono text-small leading-5">
      <div
        ref={gutter}
        aria-hidden="true"
        className="figures w-14 shrink-0 overflow-hidden py-4 text-right text-faint select-none"
      >
        {Array.from({ length: count }, (_, index) => {
          const line = index + 1
          const contested = span !== null && line >= span.from && line <= span.to
          const look = troubled.has(line)
            ? 'border-accent font-semibold text-accent-text'
            : contested
              ? 'border-warn-text text-warn-text'
              : 'border-transparent'
          return (
            <div key={line} className={`border-l-[3px] pr-2 ${look}`}>
              {line}
            </div>
          )
        })}
        <div className="h-10" />
      </div>
      <textarea
        ref={ref}
        aria-label="Document of the agreement"
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        onScroll={(event) => gutter.current?.scrollTo({ top: event.currentTarget.scrollTop })}
        className="scroller min-h-0 min-w-0 flex-1 resize-none bg-transparent py-4 pr-4 pl-1.5 leading-5 whitespace-pre text-ink -outline-offset-2"
      />
    </div>
  )
}
