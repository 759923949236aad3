import type { ProgramTried } from '@baton/protocol'
import { sayCount, sayDate } from '@baton/words'
import { Play } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { LeadCount, LeadsOpener } from './open-leads.tsx'
import { WHY_LEFT } from './say-step.ts'
import { useTry } from './use-try.ts'
import type { ProgramEditing } from './use-program-editor.ts'

/** Whom the document would have let in, mailed and let go, had it always been there. Leads and sales do in it what they did. */
export function TryPanel({ editing }: { readonly editing: ProgramEditing }) {
  const { state, begin } = useTry()
  const { text, saved, isReadable } = editing
  const against = saved.version === null ? null : saved.id
  return (
    <Section
      title="Try on history"
      aside={
        <Button disabled={!isReadable || state.at === 'running'} onClick={() => void begin(text, against)}>
          <Play size={13} aria-hidden="true" />
          Try it
        </Button>
      }
    >
      <div aria-live="polite">
        {state.at === 'idle' && (
          <p className="text-small text-faint">
            Runs the program over everything that happened: who would have entered, left and been mailed,
            consent and caps aside. Nothing is sent.
          </p>
        )}
        {state.at === 'running' && (
          <p className="text-small text-soft">
            {state.of === 0 ? 'Beginning…' : `${sayCount(state.done)} of ${sayCount(state.of)} leads…`}
          </p>
        )}
        {state.at === 'failed' && <p className="text-small text-accent-text">{state.detail}</p>}
        {state.at === 'done' && (
          <LeadsOpener of="try" id={state.id}>
            {state.document !== text && (
              <p className="mb-2 text-small text-warn-text">The program has changed since.</p>
            )}
            <Tried tried={state.tried} running={state.running} />
          </LeadsOpener>
        )}
      </div>
    </Section>
  )
}

function Tried({ tried, running }: { readonly tried: ProgramTried; readonly running: ProgramTried | null }) {
  const rows = [
    { label: 'Would have entered', cell: 'entered', of: (one: ProgramTried) => one.entered },
    { label: 'Held out', cell: 'heldOut', of: (one: ProgramTried) => one.heldOut },
    { label: 'Mails', cell: 'mails', of: (one: ProgramTried) => one.mails },
    { label: 'Paused for sales', cell: 'paused', of: (one: ProgramTried) => one.paused },
    ...(['goal', 'leave', 'end', 'sales'] as const).map((why) => ({
      label: WHY_LEFT[why],
      cell: `left:${why}`,
      of: (one: ProgramTried) => one.left[why],
    })),
    { label: 'Still in it', cell: 'still', of: (one: ProgramTried) => one.still },
  ]
  return (
    <>
      <p className="mb-2 text-small text-faint">Of {sayCount(tried.leads)} leads and visitors.</p>
      <table className="w-full text-body">
        <caption className="sr-only">What the program would have done</caption>
        <thead className="text-small text-faint">
          <tr>
            <th scope="col" className="sr-only">
              What
            </th>
            <th scope="col" className="text-right font-medium">
              As written
            </th>
            {running && (
              <th scope="col" className="text-right font-medium">
                As it runs
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, cell, of }) => (
            <tr key={cell} className="border-t border-line">
              <th scope="row" className="py-1 text-left font-normal text-soft">
                {label}
              </th>
              <td className="text-right">
                <LeadCount count={of(tried)} cell={cell} title={label} />
              </td>
              {running && <td className="figures text-right text-faint">{sayCount(of(running))}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <Steps tried={tried} />
      <Weeks tried={tried} />
    </>
  )
}

function Steps({ tried }: { readonly tried: ProgramTried }) {
  const done = tried.steps.filter(({ passed, standing }) => passed + standing > 0)
  if (done.length === 0) return null
  return (
    <table className="mt-4 w-full text-body">
      <caption className="mb-1 text-left text-small text-faint">By step</caption>
      <thead className="text-small text-faint">
        <tr>
          {['Step', 'Through', 'Passed over', 'At it'].map((name, index) => (
            <th key={name} scope="col" className={`font-medium ${index === 0 ? 'text-left' : 'text-right'}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {done.map(({ step, passed, passedOver, standing }) => (
          <tr key={step} className="border-t border-line">
            <th scope="row" className="py-1 text-left font-normal">
              {step}
            </th>
            <td className="text-right">
              <LeadCount count={passed} cell={`passed:${step}`} title={`went through ${step}`} />
            </td>
            <td className="text-right">
              <LeadCount count={passedOver} cell={`over:${step}`} title={`passed over at ${step}`} />
            </td>
            <td className="text-right">
              <LeadCount count={standing} cell={`at:${step}`} title={`stand at ${step}`} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const WEEKS_SHOWN = 26

/** Mails a week as bars: the load that it would have been. */
function Weeks({ tried }: { readonly tried: ProgramTried }) {
  const weeks = tried.weeks.slice(-WEEKS_SHOWN)
  const most = Math.max(1, ...weeks.map(({ mails }) => mails))
  if (weeks.length === 0) return null
  return (
    <figure className="mt-4">
      <figcaption className="mb-1 text-small text-faint">
        Mails a week, the last {weeks.length} with anything in them; at most {sayCount(most)}
      </figcaption>
      <ol className="flex h-16 items-end gap-px">
        {weeks.map(({ monday, mails, entered }) => (
          <li
            key={monday}
            aria-label={`Week of ${sayDate(monday)}: ${sayCount(mails)} mails, ${sayCount(entered)} entered`}
            title={`Week of ${sayDate(monday)}: ${sayCount(mails)} mails, ${sayCount(entered)} entered`}
            className="min-w-1 flex-1 bg-data"
            style={{ height: `${Math.max(2, (mails / most) * 100)}%` }}
          />
        ))}
      </ol>
    </figure>
  )
}
