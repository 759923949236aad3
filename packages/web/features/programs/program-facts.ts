/** What a program's document says, gathered. */
import type { Program, ProgramStep } from '@baton/engine/program'

export function stepsIn(steps: readonly ProgramStep[]): readonly ProgramStep[] {
  return steps.flatMap((step) => {
    if (step.kind === 'branch') return [step, ...step.ways.flatMap((way) => stepsIn(way.steps))]
    if (step.kind === 'split') return [step, ...step.arms.flatMap((arm) => stepsIn(arm.steps))]
    return [step]
  })
}

export function sendsIn({ steps }: Program) {
  return stepsIn(steps).filter((step) => step.kind === 'send')
}

/** A document to begin with. */
export function startingDocument(id: string, name: string, purpose: string, mail: string): string {
  return `program: ${id}
name: ${JSON.stringify(name)}
purpose: ${purpose}
enter:
  when: { stage: [lead, recycled] }
goal: { stage: [mql, sal, sql, opportunity, customer] }
leave: { did: Email Unsubscribed }
hold-out: 10%
tones:
  compare: { score: 20 }
  prove: { score: 40 }
  offer: { score: 60 }
steps:
  - { id: hello, send: ${mail}, tone: teach }
`
}

/** A kebab-case id of a name. */
export function idFrom(name: string): string {
  const id = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
  return id === '' ? 'program' : id
}
