/** What came of a form: who saw it, began, sent it, and how far those leads came afterwards. SQL over `forms f`. */

const REACHED = (stages: string) => `count(*) filter (where exists (
  select 1 from decisions d where d.lead_id = s.lead and d.kind = 'stage' and d.to_stage in (${stages}) and d.at >= s.first))::int`

export const FUNNELS = `(
  select json_build_object('seen', days.seen, 'started', days.started, 'refused', days.refused, 'submitted', all_sent.submitted,
    'leads', reached.leads, 'mql', reached.mql, 'sql', reached.sql, 'won', reached.won)
  from (select coalesce(sum(seen), 0)::int as seen, coalesce(sum(started), 0)::int as started,
          coalesce(sum(refused), 0)::int as refused from form_days where form_id = f.id) days,
       (select count(*)::int as submitted from submissions where form_id = f.id) all_sent,
       (select count(*)::int as leads, ${REACHED(`'mql'`)} as mql, ${REACHED(`'sql'`)} as sql,
          ${REACHED(`'customer'`)} as won
        from (select coalesce(l.joined_to, l.id) as lead, min(b.at) as first
              from submissions b join leads l on l.id = b.lead_id where b.form_id = f.id group by 1) s) reached)`
