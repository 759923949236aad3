/** Reports in words: their names and questions, what is counted, where people are, and why two numbers differ. */
import type { Stage } from '@baton/engine'
import type { Dimension, EntryStage, Figure, LineKey, Rest, VolumeFigure } from '@baton/engine/reports'
import { sayClauseName, sayField, sayId, sayStage } from './names.ts'

type StageNames = Readonly<Partial<Record<Stage, string>>>

const DIMENSIONS: Readonly<Record<Dimension, string>> = {
  source: 'Source',
  medium: 'Medium',
  campaign: 'Campaign',
  'landing-page': 'Landing page',
  form: 'Form',
  content: 'Content',
  persona: 'Persona',
  industry: 'Industry',
  size: 'Company size',
  region: 'Region',
  country: 'Country',
  seniority: 'Seniority',
  tier: 'Tier',
  team: 'Team',
  owner: 'Person',
  version: 'Agreement version',
  grade: 'Grade',
}

export function sayDimension(dimension: Dimension): string {
  return DIMENSIONS[dimension]
}

/** A value of a dimension; the empty one is what is not known. */
export function sayDimensionValue(
  dimension: Dimension,
  value: string,
  people: Readonly<Record<string, string>> = {},
): string {
  if (value === '') return `No ${DIMENSIONS[dimension].toLowerCase()}`
  if (dimension === 'owner') return people[value] ?? 'Somebody who left'
  if (dimension === 'version') return `v${value}`
  if (dimension === 'tier' || dimension === 'seniority') return sayId(value)
  return value
}

const FIGURES: Readonly<Record<Figure, readonly [name: string, definition: string]>> = {
  qualified: [
    'Qualified by score',
    'A tier of the agreement holds: promoted, or waiting for data. Marketing’s widest count.',
  ],
  promoted: [
    'MQLs',
    'Promotions to marketing qualified. A lead that comes back and is promoted again counts again.',
  ],
  'first-promoted': ['New MQLs', 'First promotions: each lead once in its life.'],
  received: ['Received by sales', 'Somebody of sales had it: assigned, claimed, or taken up by themselves.'],
  worked: ['Worked by sales', 'Somebody tried to reach the person, or accepted the lead.'],
  accepted: ['Worth a call', 'Sales accepted it, or took it further. What it took up by itself counts too.'],
  sql: ['SQLs', 'Sales qualified, or further.'],
  opportunity: ['Opportunities', 'A deal was on the table, or won.'],
  won: ['Customers', 'Deals won.'],
}

export function sayFigure(figure: Figure): string {
  return FIGURES[figure][0]
}

export function sayFigureDefinition(figure: Figure): string {
  return FIGURES[figure][1]
}

const VOLUMES: Readonly<Record<VolumeFigure, readonly [name: string, definition: string]>> = {
  leads: ['New leads', 'People who could be contacted for the first time in the period.'],
  promoted: ['MQLs', FIGURES.promoted[1]],
  accepted: ['Accepted', FIGURES.accepted[1]],
  sql: ['SQLs', FIGURES.sql[1]],
  opportunity: ['Opportunities', FIGURES.opportunity[1]],
  won: ['Customers', FIGURES.won[1]],
}

export function sayVolume(figure: VolumeFigure): string {
  return VOLUMES[figure][0]
}

export function sayVolumeDefinition(figure: VolumeFigure): string {
  return VOLUMES[figure][1]
}

export function sayEntry(stage: EntryStage, names: StageNames = {}): string {
  return sayStage(stage, names)
}

const ENDS: Readonly<Record<Extract<Rest, { kind: 'left' }>['end'], string>> = {
  rejected: 'Turned down',
  returned: 'Given back',
  overdue: 'Clock ran out',
  lost: 'Lost',
  disqualified: 'Disqualified',
}

/** Where somebody is who goes no further for now. */
export function sayRest(rest: Rest, names: StageNames = {}): string {
  switch (rest.kind) {
    case 'left': {
      const why = rest.reason === '' ? 'no reason given' : sayEndReason(rest.reason)
      return rest.end === 'overdue' ? ENDS.overdue : `${ENDS[rest.end]}: ${why}`
    }
    case 'open':
      return `Open in ${sayStage(rest.stage, names)}`
    case 'waiting':
      return 'Waiting for data'
    case 'disqualified':
      return 'Disqualified before sales'
    case 'active':
      return 'With marketing, active'
    case 'quiet':
      return 'With marketing, quiet for 90 days'
    case 'won':
      return 'Won'
    default:
      return rest satisfies never
  }
}

/** A recycle reason, a disqualifying clause, why a deal was lost. */
export function sayEndReason(reason: string): string {
  return (reason.includes('.') ? sayClauseName(reason) : sayId(reason)).toLowerCase()
}

type FixedLine = Exclude<LineKey, `${string}:${string}`>

/** What stands in one number and not in the other; `%` is the other figure. */
const LINES: Readonly<Record<FixedLine, readonly [name: string, definition: string]>> = {
  duplicate: ['Duplicates', 'The lead was merged into another: one person, counted once.'],
  machine: ['Suspected machines', 'What it rested on was found to be done by a machine, and was taken back.'],
  withdrawn: [
    'Taken back',
    'A late event, a correction or another version changed the history it rested on.',
  ],
  version: ['Another version', 'Promoted under another version of the agreement.'],
  'time-zone': ['Time zone', 'In the period by one side’s clock, outside it by the other’s.'],
  repeated: [
    'Second and later passes',
    'The same person went through more than once; one side counts people.',
  ],
  period: ['Another period', 'It came that far outside the period.'],
  'waiting-for-data': [
    'Waiting for data',
    'A tier holds, but the packet lacks something that it must contain.',
  ],
  'not-routed': ['Not yet routed', 'Nobody of sales has it yet.'],
  'in-clock': ['Within the clock', 'Somebody has it, and the agreed time to decide is not over.'],
  'past-clock': ['Past the clock', 'Somebody has it, has not decided, and the agreed time is over.'],
  overdue: ['Clock ran out', 'It was taken back because a clock of the handoff ran out.'],
  'by-sales': ['Taken up by sales', 'Sales took it up by itself; marketing never promoted it.'],
  'not-so-far': ['Not that far yet', 'Sales has it and works on it.'],
}

export function sayLine(key: string): string {
  const fixed = LINES[key as FixedLine]
  if (fixed) return fixed[0]
  const [kind, name = ''] = splitOnce(key)
  switch (kind) {
    case 'contested':
      return `Rejected, contesting ${name.includes('.') ? sayContested(name) : name}`
    case 'rejected':
      return `Turned down: ${name === '' ? 'no reason given' : sayEndReason(name)}`
    case 'returned':
      return `Given back: ${name === '' ? 'no reason given' : sayEndReason(name)}`
    case 'disqualified':
      return `Disqualified: ${name === '' ? 'no clause named' : sayEndReason(name)}`
    case 'lost':
      return `Lost: ${name === '' ? 'no reason given' : sayEndReason(name)}`
    default:
      return key
  }
}

export function sayLineDefinition(key: string): string {
  const fixed = LINES[key as FixedLine]
  if (fixed) return fixed[1]
  const [kind] = splitOnce(key)
  return kind === 'contested'
    ? 'Sales turned it down and named this clause, or this fact, as the one that should not have counted.'
    : 'How the pass ended, by the reason that was given.'
}

function sayContested(name: string): string {
  return name.startsWith('lead.') || name.startsWith('company.') ? sayField(name) : `“${sayClauseName(name)}”`
}

function splitOnce(key: string): readonly [string, string?] {
  const at = key.indexOf(':')
  return at < 0 ? [key] : [key.slice(0, at), key.slice(at + 1)]
}
