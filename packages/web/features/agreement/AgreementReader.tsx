import { sayAgreement, sayDate } from '@baton/words'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react'
import type { AgreementModel } from '../../api/agreement-model.ts'
import { useMediaQuery } from '../../app/use-media-query.ts'
import { AgreementFile } from './AgreementFile.tsx'
import { AgreementMeaning } from './AgreementMeaning.tsx'
import { clauseAt, linesOf, type LineSpan } from '../../api/clause-lines.ts'
import { GoldenLeads } from './GoldenLeads.tsx'
import { ProposalPanel } from './ProposalPanel.tsx'
import { Versions } from './Versions.tsx'

type Tab = 'meaning' | 'file'

/** File and meaning side by side; pointing at one shows the other. */
export function AgreementReader({
  model,
  chosen,
  onChoose,
}: {
  readonly model: AgreementModel
  readonly chosen: string | null
  readonly onChoose: (clause: string) => void
}) {
  const { stored, agreement, places } = model
  const lines = useMemo(() => stored.document.replace(/\n$/, '').split('\n'), [stored])
  const sections = useMemo(() => (agreement === null ? [] : sayAgreement(agreement)), [agreement])
  const spans = useMemo(
    () =>
      spansOf(
        sections.flatMap((section) => section.sentences.map(({ clause }) => clause)),
        places,
        lines,
      ),
    [sections, places, lines],
  )
  const [pointed, setPointed] = useState<string | null>(null)
  const [tab, setTab] = useState<Tab>('meaning')
  const wide = useMediaQuery('(min-width: 1024px)')
  const page = useRef<HTMLDivElement>(null)
  const marked = pointed ?? chosen
  const reveal = useReveal(page, chosen)
  const file = (
    <AgreementFile
      lines={lines}
      problems={model.problems}
      span={marked === null ? null : (spans.get(marked) ?? null)}
      clauseOf={(line) => clauseAt(line, spans)}
      onPoint={setPointed}
      onChoose={(clause) => {
        onChoose(clause)
        if (!wide) setTab('meaning')
        requestAnimationFrame(() => reveal(clause, 'meaning'))
      }}
    />
  )
  const meaning = (
    <>
      <ProposalPanel model={model} />
      <AgreementMeaning
        sections={sections}
        marked={marked}
        onPoint={setPointed}
        onChoose={(clause) => {
          onChoose(clause)
          if (!wide) setTab('file')
          requestAnimationFrame(() => reveal(clause, 'file'))
        }}
      />
      <GoldenLeads model={model} />
      <Versions version={stored.version} />
    </>
  )
  return (
    <div ref={page} className="flex h-full flex-col">
      <ReaderHeader model={model} />
      {wide ? (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
          <div className="scroller min-h-0 overflow-y-auto border-r border-line bg-sunk">{file}</div>
          <div className="scroller min-h-0 overflow-y-auto px-8 pb-16">{meaning}</div>
        </div>
      ) : (
        <Tabs tab={tab} onTab={setTab} file={file} meaning={meaning} />
      )}
    </div>
  )
}

/** Scrolls a side to a clause; when the screen opens on one, both sides. */
function useReveal(page: RefObject<HTMLDivElement | null>, chosen: string | null) {
  const reveal = useCallback(
    (clause: string, side: 'file' | 'meaning') => {
      page.current
        ?.querySelector(`[data-${side}~="${CSS.escape(clause)}"]`)
        ?.scrollIntoView({ block: 'center', behavior: 'smooth' })
    },
    [page],
  )
  useEffect(() => {
    if (chosen === null) return
    reveal(chosen, 'meaning')
    reveal(chosen, 'file')
    // Only when the screen opens on a clause: choosing one here scrolls the other side by itself.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return reveal
}

function ReaderHeader({ model }: { readonly model: AgreementModel }) {
  const { stored } = model
  return (
    <header className="flex flex-wrap items-end gap-x-6 gap-y-1 border-b border-line px-4 py-3 md:px-6">
      <div className="min-w-0">
        <h1 className="text-title font-semibold tracking-[-0.02em]">
          {stored.name} <span className="font-normal text-faint">v{stored.version}</span>
        </h1>
        <p className="text-small text-faint">
          {stored.inForceFrom === null
            ? `Proposed ${sayDate(Date.parse(stored.proposedAt))}, not signed by both sides`
            : `In force since ${sayDate(Date.parse(stored.inForceFrom))}`}
          , <Fingerprint hash={stored.hash} />
        </p>
      </div>
      <ExampleSummary model={model} />
    </header>
  )
}

/** File and meaning one at a time, for narrow windows. */
function Tabs({
  tab,
  onTab,
  file,
  meaning,
}: {
  readonly tab: Tab
  readonly onTab: (tab: Tab) => void
  readonly file: ReactNode
  readonly meaning: ReactNode
}) {
  return (
    <>
      <div role="tablist" aria-label="Agreement" className="flex border-b border-line px-4">
        {(['meaning', 'file'] as const).map((name) => (
          <button
            key={name}
            role="tab"
            type="button"
            id={`tab-${name}`}
            aria-selected={tab === name}
            aria-controls="tab-panel"
            onClick={() => onTab(name)}
            className="-mb-px h-10 border-b-2 border-transparent px-3 text-body font-medium text-faint aria-selected:border-accent aria-selected:text-ink"
          >
            {name === 'meaning' ? 'What it means' : 'The file'}
          </button>
        ))}
      </div>
      <div
        id="tab-panel"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        className={`scroller min-h-0 flex-1 overflow-y-auto ${tab === 'file' ? 'bg-sunk' : 'px-4 pb-12'}`}
      >
        {tab === 'file' ? file : meaning}
      </div>
    </>
  )
}

function spansOf(
  clauses: readonly string[],
  places: AgreementModel['places'],
  lines: readonly string[],
): ReadonlyMap<string, LineSpan> {
  const spans = new Map<string, LineSpan>()
  for (const clause of clauses) {
    const span = linesOf(clause, places, lines)
    if (span !== null) spans.set(clause, span)
  }
  return spans
}

function Fingerprint({ hash }: { readonly hash: string }) {
  return (
    <span title={`SHA-256 of its meaning: ${hash}`}>
      fingerprint <code className="font-mono text-soft">{hash.slice(0, 12)}</code>
    </span>
  )
}

function ExampleSummary({ model }: { readonly model: AgreementModel }) {
  const passed = model.examples.filter((example) => example.passed).length
  if (model.examples.length === 0) return null
  const all = passed === model.examples.length
  return (
    <a
      href="#golden-leads"
      className="ml-auto flex items-center gap-2 rounded-md px-2 py-1 text-body hover:bg-hover"
    >
      <span aria-hidden="true" className={`size-2 rounded-full ${all ? 'bg-won' : 'bg-accent'}`} />
      <span className="figures">
        {passed} of {model.examples.length} golden leads come out as agreed
      </span>
    </a>
  )
}
