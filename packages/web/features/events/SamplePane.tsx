import type { HookSamples } from '@baton/protocol'
import { sayMoment } from '@baton/words'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { SampleTree } from './SampleTree.tsx'
import { sayTarget } from './say-target.ts'
import type { Target } from './mapping-targets.ts'

type Sample = HookSamples['data'][number]

/** What was really received, as a tree in which a value is picked for what is chosen on the other side. */
export function SamplePane({
  samples,
  sample,
  body,
  target,
  onSample,
  onPick,
}: {
  readonly samples: readonly Sample[]
  readonly sample: Sample | undefined
  readonly body: unknown
  readonly target: Target
  readonly onSample: (id: string) => void
  readonly onPick: (place: readonly (string | number)[]) => void
}) {
  if (sample === undefined)
    return (
      <div className="px-4 py-6 md:px-6">
        <h3 className="text-lead font-semibold">It waits for its first body</h3>
        <p className="mt-2 max-w-prose text-body text-soft">
          Send something to its address: a test of the other system, or your own. It appears here by itself,
          and nobody becomes a lead by it.
        </p>
        <pre
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
          tabIndex={0}
          className="scroller mt-3 overflow-x-auto rounded-md border border-line bg-sunk px-3 py-2 font-mono text-small leading-5 text-ink"
        >
          {`curl ADDRESS -H 'content-type: application/json' \\\n  -d '{"event":"Demo Requested","email":"ada@example.com"}'`}
        </pre>
      </div>
    )
  return (
    <div className="scroller min-w-0 px-4 py-4 md:px-6 lg:sticky lg:top-13 lg:max-h-[calc(100dvh-10rem)] lg:self-start lg:overflow-y-auto">
      <Field label="Received" hint={`${sample.say.charAt(0).toUpperCase()}${sample.say.slice(1)}.`}>
        <Select
          value={sample.id}
          options={samples.map(({ id, at }, index) => ({
            value: id,
            label: `${sayMoment(Date.parse(at))}${index === 0 ? ' (the last)' : ''}`,
          }))}
          onChange={onSample}
        />
      </Field>
      <p className="mt-4 mb-1 text-small text-soft" aria-live="polite">
        Pick the value for <strong className="font-medium text-ink">{sayTarget(target)}</strong>. Arrow keys
        move, Enter picks.
      </p>
      <SampleTree key={sample.id} body={body} onPick={onPick} />
    </div>
  )
}
