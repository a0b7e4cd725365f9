import { sql } from "drizzle-orm";
import type { Context } from "../../context.ts";
import { keptSince } from "../kept.ts";
import { usageRules } from "../usage-rules.ts";
import {
  type CountedEvent,
  eventState,
  type EventChange,
  type EventState,
  historyOf,
  standingAt,
} from "./policy.ts";

interface Wire extends Record<string, unknown> {
  id: string;
  record: "usage" | "integrity";
  code: string;
  points: number;
  class: string | null;
  from: string;
  until: string | null;
  causeType: string;
  causeId: string;
  ruleBookVersion: number | null;
  offenceZh: string | null;
  offenceEn: string | null;
  caseId: string | null;
  documentNo: string | null;
  changeKind: EventChange | null;
  changeFrom: string | null;
  changeReason: string | null;
  objectionId: string | null;
  objectionState: string | null;
}

/** An event with everything its subject may ask of it. */
export interface RecordEvent extends CountedEvent {
  id: string;
  code: string;
  state: EventState;
  causeType: string;
  causeId: string;
  /** Of the rule book, or of the usage-credit rules. */
  rulesVersion: number;
  offence: { zh: string; en: string } | null;
  /** The case and the decision that it stands for. */
  caseId: string | null;
  documentNo: string | null;
  changeReason: string;
  objection: { id: string; state: string } | null;
}

const mostEvents = 2_000;
const monthsShown = 12;

/**
 * The whole record of an organisation for itself and for those who oversee it: every event that is kept, latest first, how each stands
 * now, grade and score with what they are made of, and how they went over the last year.
 */
export async function recordOf({ db, clock }: Pick<Context, "db" | "clock">, organizationId: string) {
  const now = clock.now();
  const [kept, at] = [keptSince(now).toISOString(), now.toISOString()];
  const rows = await db.execute<Wire>(sql`
    select e.id, e.record, e.code, e.points, e.class, e."from", e.until, e.cause_type as "causeType",
      e.cause_id as "causeId", b.version as "ruleBookVersion", f.name_zh as "offenceZh", f.name_en as "offenceEn",
      coalesce(d.case_id, k.id) as "caseId", coalesce(d.document_no, k.case_no) as "documentNo",
      c.kind as "changeKind", c."from" as "changeFrom", c.reason as "changeReason",
      o.id as "objectionId", o.state as "objectionState"
    from credit_event e
      left join rule_book b on b.id = e.rule_book_id
      left join offence f on f.rule_book_id = e.rule_book_id and f.code = e.code
      left join decision d on d.id = e.cause_id
      left join misconduct_case k on k.id = e.cause_id
      left join lateral (select c.* from credit_event_change c where c.event_id = e.id
        order by c."from" desc, c.id desc limit 1) c on true
      left join lateral (select o.* from objection o where o.about = 'credit_event' and o.about_id = e.id
        order by o.id desc limit 1) o on true
    where e.organization_id = ${organizationId} and (e."from" > ${kept}::timestamptz or e.until > ${at}::timestamptz)
    order by e."from" desc, e.id desc limit ${mostEvents}`);
  const events = rows.map((row) => eventOf(row, now));
  return { now, events, ...standingAt(events, now), history: historyOf(events, now, monthsShown) };
}

export type CreditRecord = Awaited<ReturnType<typeof recordOf>>;

function eventOf(row: Wire, now: Date): RecordEvent {
  const { id, record, code, points, causeType, causeId, caseId, documentNo } = row;
  const counted: CountedEvent = {
    record,
    points,
    class: row.class,
    from: new Date(row.from),
    until: row.until === null ? null : new Date(row.until),
    change:
      row.changeKind && row.changeFrom ? { kind: row.changeKind, from: new Date(row.changeFrom) } : null,
  };
  return {
    ...counted,
    ...{ id, code, causeType, causeId, caseId, documentNo },
    state: eventState(counted, now),
    rulesVersion: row.ruleBookVersion ?? usageRules.version,
    offence: row.offenceZh === null ? null : { zh: row.offenceZh, en: row.offenceEn ?? "" },
    changeReason: row.changeReason ?? "",
    objection:
      row.objectionId && row.objectionState ? { id: row.objectionId, state: row.objectionState } : null,
  };
}
