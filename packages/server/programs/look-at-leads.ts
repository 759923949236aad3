/**
 * Looks at leads with every program that runs: who enters, who goes on, whom sales has now. A look takes the leads for itself, reads
 * their histories, folds them, and writes in the same transaction what came of it, so that it happens wholly or not at all.
 */
import { dayOf, foldHistory, type LeadState, nextTimer } from '@baton/engine'
import {
  advanceEnrolment,
  enrol,
  type Enrolment,
  isWithSales,
  mayEnter,
  type Moment,
  nextEntry,
  type ProgramAct,
} from '@baton/engine/program'
import type pg from 'pg'
import { leadHistories } from '../leads/index.ts'
import { personasOfLeads } from '../personas/index.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { ActsToDo } from './acts-to-do.ts'
import {
  lockLeads,
  type Pass,
  passesOf,
  type PassStep,
  writeLooks,
  type WrittenPass,
  writePasses,
  writeSteps,
} from './enrolment-rows.ts'
import type { ProgramServices } from './program-services.ts'
import type { RunningProgram, RunningPrograms } from './running-programs.ts'

const AT_ONCE = 200
const NO_SEGMENTS: ReadonlySet<string> = new Set()

/** @param leads that are joined to nobody; others are left alone */
export async function lookAtLeads(
  services: ProgramServices,
  running: RunningPrograms,
  leads: readonly string[],
  now: number,
): Promise<void> {
  for (let from = 0; from < leads.length; from += AT_ONCE) {
    const some = leads.slice(from, from + AT_ONCE)
    await transaction(services.pool, (client) => lookAtSome(services, client, running, some, now))
  }
}

interface LeadRow {
  readonly id: string
  readonly owner: string | null
  readonly isErased: boolean
}

async function lookAtSome(
  services: ProgramServices,
  client: pg.ClientBase,
  running: RunningPrograms,
  ids: readonly string[],
  now: number,
): Promise<void> {
  await lockLeads(client, ids)
  const { rows: leads } = await client.query<LeadRow>(
    `select l.id, coalesce(l.owner, l.last_owner) as owner,
       exists (select 1 from erasures e where e.lead_id = l.id) as "isErased"
     from leads l where l.id = any($1::uuid[]) and l.joined_to is null`,
    [ids],
  )
  const passes = Map.groupBy(await passesOf(client, ids), ({ root }) => root)
  const histories = await leadHistories(
    client,
    leads.map(({ id }) => id),
  )
  const personas = running.personas && (await personasOfLeads(client, running.personas, histories))
  const looking = new Looking(services, client, running, now)
  for (const lead of leads) {
    const { state } = foldHistory(running.agreement, histories.get(lead.id) ?? [], now)
    const moment = momentOf(state, now)
    const persona = personas ? (personas.get(lead.id) ?? null) : moment.persona
    await looking.at(lead, { ...moment, persona }, passes.get(lead.id) ?? [])
  }
  await looking.write()
}

class Looking {
  readonly #client: pg.ClientBase
  readonly #running: RunningPrograms
  readonly #now: number
  readonly #acts: ActsToDo
  readonly #passes: WrittenPass[] = []
  readonly #steps: PassStep[] = []
  readonly #looks = new Map<string, number | null>()

  constructor(services: ProgramServices, client: pg.ClientBase, running: RunningPrograms, now: number) {
    this.#client = client
    this.#running = running
    this.#now = now
    this.#acts = new ActsToDo(services, client, now)
  }

  async at(lead: LeadRow, moment: Moment, passes: readonly Pass[]): Promise<void> {
    const { state } = moment
    const timer = nextTimer(state)
    const dues: number[] = timer ? [timer.at + 1] : []
    for (const running of this.#running.programs) {
      const own = passes.filter(({ program }) => program === running.compiled.program.id)
      const [live, ...others] = own.filter(({ leftAt }) => leftAt === null)
      for (const other of others) this.#leaveToOther(other, state, running.version)
      if (lead.isErased) continue
      const due = live
        ? await this.#goOn(running, lead, moment, live, timer?.at ?? null)
        : await this.#enter(running, lead, moment, latestOf(own), timer?.at ?? null)
      if (due !== null) dues.push(due)
    }
    this.#looks.set(lead.id, lead.isErased || dues.length === 0 ? null : Math.min(...dues))
  }

  async write(): Promise<void> {
    await writePasses(this.#client, this.#passes)
    await writeSteps(this.#client, this.#steps)
    await writeLooks(this.#client, this.#looks)
    await this.#acts.write()
  }

  /** Returns when it may come to enter although nothing happens. */
  async #enter(
    running: RunningProgram,
    lead: LeadRow,
    moment: Moment,
    leftAt: number | null,
    timerAt: number | null,
  ): Promise<number | null> {
    const { compiled, version } = running
    const earlier = leftAt === null ? null : { leftAt }
    if (!mayEnter(compiled, this.#running.agreement, moment, earlier))
      return nextEntry(compiled, this.#running.agreement, moment, earlier)
    const standing = enrol(compiled, lead.id, this.#now)
    const pass: Pass = {
      id: uuidV7(),
      program: compiled.program.id,
      leadId: lead.id,
      root: lead.id,
      enteredAt: this.#now,
      leftAt: null,
      standing,
    }
    this.#note(pass.id, version, null, 'entered', standing.isHeldOut ? { heldOut: true } : {})
    return await this.#goOn(running, lead, moment, pass, timerAt)
  }

  /** Returns when it may come to enter again although nothing happens. */
  async #goOn(
    { compiled, version }: RunningProgram,
    lead: LeadRow,
    moment: Moment,
    pass: Pass,
    timerAt: number | null,
  ): Promise<number | null> {
    const { enrolment, acts, nextAt } = advanceEnrolment(
      compiled,
      this.#running.agreement,
      pass.standing,
      moment,
    )
    const of = { enrolment: pass.id, program: compiled.program, root: lead.id, owner: lead.owner }
    const acted = new Map<string, [string, Readonly<Record<string, unknown>>]>()
    let why: Extract<ProgramAct, { kind: 'left' }>['why'] | null = null
    for (const act of acts) {
      if (act.kind === 'left') why = act.why
      else if (act.kind === 'paused' || act.kind === 'resumed')
        this.#note(pass.id, version, null, act.kind, {})
      else if (act.kind === 'passed-over') acted.set(act.step, [act.kind, { why: act.why }])
      else {
        const detail = await this.#acts.add(of, act)
        acted.set(act.step, [detail['notDone'] === undefined ? act.kind : 'passed-over', detail])
      }
      if (act.kind === 'paused') this.#acts.cancel(pass.id)
    }
    this.#notePassed(pass, enrolment, version, acted)
    if (why !== null) {
      this.#note(pass.id, version, null, 'left', { why })
      if (why !== 'end') this.#acts.cancel(pass.id)
    }
    const dues = [nextAt, timerAt === null ? null : timerAt + 1].flatMap((at) => at ?? [])
    this.#passes.push({
      id: pass.id,
      program: pass.program,
      leadId: pass.leadId,
      stage: moment.state.stage,
      standing: enrolment,
      leftAt: why === null ? null : this.#now,
      why,
      nextAt: why !== null || dues.length === 0 ? null : Math.min(...dues),
    })
    const { againAfterMs } = compiled.program.enter
    return why === null || againAfterMs === null ? null : this.#now + againAfterMs
  }

  /** Steps that it went through with this look, in order, each with what was done there. */
  #notePassed(
    pass: Pass,
    after: Enrolment,
    version: number,
    acted: ReadonlyMap<string, [string, Readonly<Record<string, unknown>>]>,
  ): void {
    for (const step of after.passed.slice(pass.standing.passed.length)) {
      const [what, detail] = acted.get(step) ?? ['passed', {}]
      const arm = after.arms[step]
      this.#note(pass.id, version, step, what, arm === undefined ? detail : { ...detail, arm })
    }
  }

  /** Of two passes that became one lead's, the older goes on. */
  #leaveToOther(pass: Pass, state: LeadState, version: number): void {
    const why = 'merged'
    this.#note(pass.id, version, null, 'left', { why })
    this.#acts.cancel(pass.id)
    this.#passes.push({
      id: pass.id,
      program: pass.program,
      leadId: pass.leadId,
      stage: state.stage,
      standing: { ...pass.standing, step: null, since: this.#now, pausedAt: null },
      leftAt: this.#now,
      why,
      nextAt: null,
    })
  }

  #note(
    enrolment: string,
    version: number,
    step: string | null,
    what: string,
    detail: Readonly<Record<string, unknown>>,
  ): void {
    this.#steps.push({ enrolment, at: this.#now, version, step, what, detail })
  }
}

function latestOf(passes: readonly Pass[]): number | null {
  return passes.reduce<number | null>((latest, { leftAt }) => Math.max(latest ?? 0, leftAt ?? 0), null)
}

export function momentOf(state: LeadState, now: number): Moment {
  const persona = state.lead['persona']?.[0]
  return {
    state,
    day: dayOf(now),
    persona: typeof persona === 'string' ? persona : null,
    segments: NO_SEGMENTS,
    now,
    withSales: isWithSales(state),
  }
}
