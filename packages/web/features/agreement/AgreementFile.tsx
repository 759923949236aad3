import type { Problem } from '@baton/engine'
import { memo } from 'react'
import type { LineSpan } from '../../api/clause-lines.ts'
import { yamlTokens, type TokenKind } from './yaml-tokens.ts'

const COLOURS: Readonly<Record<TokenKind, string>> = {
  key: 'text-ink font-medium',
  number: 'text-data-text',
  text: 'text-won-text',
  comment: 'text-faint italic',
  mark: 'text-faint',
  plain: 'text-soft',
}

/** The document as it was written, with line numbers. Lines of the marked clause stand out. */
export function AgreementFile({
  lines,
  problems,
  span,
  clauseOf,
  onPoint,
  onChoose,
}: {
  readonly lines: readonly string[]
  readonly problems: readonly Problem[]
  readonly span: LineSpan | null
  readonly clauseOf: (line: number) => string | null
  readonly onPoint: (clause: string | null) => void
  readonly onChoose: (clause: string) => void
}) {
  const troubled = new Map(problems.map((problem) => [problem.line, problem]))
  return (
    <section
      aria-label="The file"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
      tabIndex={0}
      className="scroller overflow-x-auto py-4 font-mono text-small leading-5 -outline-offset-2"
    >
      <ol className="w-max min-w-full">
        {lines.map((text, index) => {
          const number = index + 1
          const clause = clauseOf(number)
          const marked = span !== null && number >= span.from && number <= span.to
          const problem = troubled.get(number)
          const look = `flex w-full border-l-2 pr-6 text-left ${marked ? 'border-accent bg-accent-wash' : 'border-transparent'}`
          const content = (
            <>
              <span
                aria-hidden="true"
                className="figures w-12 shrink-0 pr-4 text-right text-faint select-none"
              >
                {number}
              </span>
              <Line text={text} />
              {problem !== undefined && (
                <span className="pl-6 text-accent-text">
                  {problem.found}; expected {problem.expected}
                </span>
              )}
            </>
          )
          return (
            <li key={number}>
              {clause === null ? (
                <div className={look}>{content}</div>
              ) : (
                // For the pointer; the keyboard goes by the sentences, which lead to the same lines.
                <button
                  type="button"
                  tabIndex={-1}
                  data-file={clause}
                  onMouseEnter={() => onPoint(clause)}
                  onMouseLeave={() => onPoint(null)}
                  onClick={() => onChoose(clause)}
                  className={`${look} select-text`}
                >
                  {content}
                </button>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

const Line = memo(function Line({ text }: { readonly text: string }) {
  return (
    <code className="whitespace-pre">
      {yamlTokens(text).map((token, index) => (
        <span key={index} className={COLOURS[token.kind]}>
          {token.text}
        </span>
      ))}
    </code>
  )
})
