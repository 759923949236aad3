/** What a program would have done over a history, in sentences. */
import type { ProgramReplay } from '@baton/engine/program'
import { sayCount, sayCounted } from './numbers.ts'

/** Lines for a terminal: who would have entered and left, then every step with its mails. */
export function* sayProgramReplay(replay: ProgramReplay, name: string): Generator<string> {
  const { left, steps, weeks } = replay
  yield `${name}, over ${sayCounted(replay.leads, 'lead')}`
  yield ''
  const rows: readonly (readonly [string, number])[] = [
    ['Entered', replay.entered],
    ['of them sent nothing (held out)', replay.heldOut],
    ['Left by the goal', left.goal],
    ['Left by the exit', left.leave],
    ['Left at the end', left.end],
    ...(left.sales > 0 ? [['Left when sales gave them back', left.sales] as const] : []),
    ['Still in it', replay.still],
    ['Paused while sales had them', replay.paused],
    ['Mails', replay.mails],
    ['Mails in the fullest week', Math.max(0, ...weeks.map(({ mails }) => mails))],
  ]
  for (const [label, count] of rows) yield `  ${label.padEnd(32)}${sayCount(count)}`
  yield ''
  const width = Math.max(...steps.map(({ step }) => step.length))
  for (const { step, passed, standing, done, passedOver } of steps) {
    const parts = [
      `${sayCount(passed)} went through`,
      ...(done > 0 ? [`done ${sayCounted(done, 'time')}`] : []),
      ...(passedOver.tone > 0 ? [`${sayCount(passedOver.tone)} passed over for the tone`] : []),
      ...(passedOver['held-out'] > 0 ? [`${sayCount(passedOver['held-out'])} held out`] : []),
      ...(standing > 0 ? [`${sayCounted(standing, 'stands', 'stand')} here`] : []),
    ]
    yield `  ${step.padEnd(width)}  ${parts.join(', ')}`
  }
}
