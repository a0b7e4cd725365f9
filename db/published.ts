import { type SQL, sql } from "drizzle-orm";
import { type Moment, moment } from "./in-force.ts";

/**
 * Whether the publication `p` may be seen by everybody at `now`: begun, not over, not withdrawn. Everything that shows
 * decisions to the public asks this, so that a withdrawal leaves no trace anywhere at once.
 */
export const isPublished = (now: Moment): SQL => sql`
  p."from" <= ${moment(now)} and p.until > ${moment(now)}
  and not exists (select 1 from publication_withdrawal w where w.publication_id = p.id)`;

/**
 * How the measure `m` stands at `now`: `coming`, `in_force`, `stayed` or `ended`. Without a term (a reminder, a talk) it
 * is over once it was carried out.
 */
export const measureState = (now: Moment): SQL => sql`(case
  when m."from" > ${moment(now)} then 'coming'
  when m.until is null or m.until <= ${moment(now)} then 'ended'
  else coalesce((select case c.kind when 'resume' then 'in_force' when 'stay' then 'stayed' else 'ended' end
    from measure_change c where c.measure_id = m.id and c."from" <= ${moment(now)}
    order by c.kind in ('stay', 'resume'), c."from" desc, c.id desc limit 1), 'in_force') end)`;

/** Whether the decision `d` of the case `c` is contested: an objection waits for its answer, or the case is under review. */
export const isContested: SQL = sql`(c.state = 'under_review' or exists (
  select 1 from objection o where o.state = 'filed' and (
    (o.about = 'decision' and o.about_id = d.id)
    or (o.about = 'credit_event' and o.about_id in (
      select e.id from credit_event e where e.organization_id = c.subject_id and e.cause_id in (d.id, c.id))))))`;
