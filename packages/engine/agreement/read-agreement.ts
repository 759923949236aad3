/** Reads an agreement from YAML or JSON: the agreement, or every problem at once. Never throws. */
import type { Catalogue } from '../catalogue/catalogue.ts'
import { STAGES, type Agreement, type Stage } from './agreement.ts'
import {
  checkId,
  entriesOf,
  keysOf,
  Reading,
  textOf,
  type Cursor,
  type Place,
} from '../document/document-cursor.ts'
import { examplesOf } from './read-examples.ts'
import { disqualifyOf, fitOf, metersOf, pointsOf } from './read-scoring.ts'
import { handoffOf, mqlOf, promisesOf, recycleOf, sqlOf } from './read-stages.ts'
import { nearestName } from '../document/nearest-name.ts'
import type { Problem } from '../document/problem.ts'

export interface AgreementReading {
  /** Null when there is any error; warnings alone do not prevent it. */
  readonly agreement: Agreement | null
  /** In document order. */
  readonly problems: readonly Problem[]
  /** Where each clause stands in the document. */
  readonly places: Readonly<Record<string, Place>>
}

const SECTIONS = [
  'agreement',
  'names',
  'meters',
  'points',
  'fit',
  'disqualify',
  'mql',
  'handoff',
  'sql',
  'recycle',
  'promises',
  'examples',
] as const

/**
 * Reads the document against a catalogue.
 *
 * @param text YAML 1.2 or JSON, at most 256 KiB.
 */
export function readAgreement(text: string, catalogue: Catalogue): AgreementReading {
  const reading = new Reading(text)
  if (reading.failed) return { agreement: null, problems: reading.problems, places: {} }
  const agreement = agreementOf(reading.root, catalogue)
  const problems = reading.problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  return { agreement: reading.failed ? null : agreement, problems, places: reading.places }
}

function agreementOf(root: Cursor, catalogue: Catalogue): Agreement {
  const keys = keysOf(root, 'an agreement: `agreement`, `mql` and other sections', SECTIONS, [
    'agreement',
    'mql',
  ])
  const id = keys.agreement ? (textOf(keys.agreement, 'a kebab-case id') ?? '') : ''
  if (id !== '') checkId(keys.agreement!, id)
  const meters = metersOf(keys.meters)
  const handoff = handoffOf(keys.handoff, catalogue)
  const fit = fitOf(keys.fit, catalogue)
  const context = { catalogue, meters, hasFit: keys.fit !== undefined, clocks: handoff.clocks }
  const { tiers, complete } = keys.mql ? mqlOf(keys.mql, context) : { tiers: [], complete: [] }
  const agreement = {
    id,
    names: namesOf(keys.names),
    meters,
    points: pointsOf(keys.points, meters, catalogue),
    fit,
    disqualify: disqualifyOf(keys.disqualify, catalogue),
    tiers,
    complete,
    handoff,
    sql: sqlOf(keys.sql, context),
    recycle: recycleOf(keys.recycle),
    promises: promisesOf(keys.promises),
    examples: examplesOf(keys.examples, catalogue, tiers),
  }
  warnAboutIdleMeters(keys.meters, agreement)
  return agreement
}

function namesOf(cursor: Cursor | undefined): Agreement['names'] {
  const names: Partial<Record<Stage, string>> = {}
  for (const { key, value } of cursor ? entriesOf(cursor, 'display names of stages') : []) {
    if ((STAGES as readonly string[]).includes(key)) {
      names[key as Stage] = textOf(value, 'a display name') ?? key
      continue
    }
    const near = nearestName(key, STAGES)
    const remedy = near ? `did you mean \`${near}\`?` : `use one of ${STAGES.join(', ')}`
    value.reading.complain({ ...value, node: null }, 'unknown-key', 'a stage', remedy, {
      found: `\`${key}\``,
    })
  }
  return names
}

/** A meter that nothing pours into can never decide anything. */
function warnAboutIdleMeters(cursor: Cursor | undefined, agreement: Agreement): void {
  for (const { key, value } of cursor ? entriesOf(cursor, 'meters by name') : []) {
    if (agreement.points.some((clause) => clause.to === key)) continue
    const remedy = 'pour points into it, or remove it'
    const more = { found: `meter \`${key}\` with none`, severity: 'warning' } as const
    value.reading.complain(
      { ...value, node: null },
      'unreachable',
      'a points clause that pours into it',
      remedy,
      more,
    )
  }
}
