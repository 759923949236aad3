/**
 * A company as those who buy there together: its leads with what each is to the purchase, and one score by the same meters.
 * That score is a fold like any lead's, of everything that all of them did; so a meter that is full for one person is not
 * filled twice by two, and it fades and is limited as the agreement says.
 */
import { dayOf, foldOrdered, compareEvents, type LeadEvent, scoreOn } from '@baton/engine'
import { BUYING_ROLES, type BuyingRole, type Company } from '@baton/protocol'
import type pg from 'pg'
import { type Access, leadMasked, leadScope } from '../access/index.ts'
import type { AgreementInForce } from '../agreements/index.ts'
import { leadHistories } from '../leads/index.ts'

/** More people than that are no buying group; the score is of those who did something last. */
const GROUP_MAX = 200

/** Null: there is no such company, or nobody of it whom the asker reaches. */
export async function companyGroup(
  pool: pg.Pool,
  access: Access,
  inForce: AgreementInForce,
  id: string,
): Promise<Company | null> {
  const { rows: companies } = await pool.query<Pick<Company, 'id' | 'name' | 'domain' | 'facts'>>(
    'select id, name, domain, fields as facts from companies where id = $1::uuid',
    [id],
  )
  const [company] = companies
  const leads = await leadsOfGroup(pool, access, id)
  if (!company || (leads.length === 0 && access.reach !== 'all')) return null
  const taken = new Set(leads.flatMap(({ role }) => role ?? []))
  return {
    ...company,
    group: await judgedTogether(pool, inForce, id),
    leads,
    missing: BUYING_ROLES.filter((role) => role !== 'blocks' && !taken.has(role)),
    agreementVersion: inForce.version,
  }
}

async function leadsOfGroup(pool: pg.Pool, access: Access, companyId: string): Promise<Company['leads']> {
  const values: unknown[] = [companyId]
  const masked = leadMasked(access, values)
  const { rows } = await pool.query<
    Omit<Company['leads'][number], 'lastActivityAt'> & {
      lastActivityAt: Date | null
      role: BuyingRole | null
    }
  >(
    `select l.id, case when ${masked} then null else coalesce(l.name, l.email) end as name, l.title, l.stage,
       coalesce(l.grade, 'D') as grade, coalesce(l.score, 0) as score, b.role, l.last_activity_at as "lastActivityAt",
       ${masked} as masked
     from leads l left join buying_roles b on b.lead_id = l.id
     where l.company_id = $1::uuid and l.joined_to is null and l.stage <> 'visitor' and ${leadScope(access, values)}
     order by l.last_activity_at desc nulls last, l.id limit ${GROUP_MAX}`,
    values,
  )
  return rows.map((row) => ({ ...row, lastActivityAt: row.lastActivityAt?.toISOString() ?? null }))
}

async function judgedTogether(
  pool: pg.Pool,
  { compiled }: AgreementInForce,
  companyId: string,
): Promise<Company['group']> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from leads where company_id = $1::uuid and joined_to is null
     order by last_activity_at desc nulls last, id limit ${GROUP_MAX}`,
    [companyId],
  )
  const histories = await leadHistories(
    pool,
    rows.map(({ id }) => id),
  )
  // What one of them stated about the company is in the history of each, and counts once.
  const own = [...histories.values()].flat().filter((event: LeadEvent) => !event.colleague)
  const { state } = foldOrdered(compiled, own.toSorted(compareEvents))
  const today = Math.max(dayOf(Date.now()), state.through ? dayOf(state.through.occurredAt) : 0)
  return {
    score: scoreOn(compiled, state, today),
    fit: state.fit,
    grade: state.grade,
    meters: compiled.agreement.meters.map(({ id, max }, index) => {
      const { level, day } = state.meters[index]!
      return { id, level: level * compiled.fades[index]!.factor(today - day), max: max ?? null }
    }),
    leads: rows.length,
    events: own.length,
  }
}
