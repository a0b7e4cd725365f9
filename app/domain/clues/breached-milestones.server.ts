import { sql } from "drizzle-orm";
import type { ClueInput } from "../cases/inputs.ts";
import { today } from "../working-days.ts";
import type { Finder } from "./noticed.ts";

interface Wire extends Record<string, unknown> {
  id: string;
  subjectId: string;
  title: string;
  contract: string;
  n: number;
  lateFrom: string;
  deadline: string;
  /** What is owed: the delivery by the developer, or the payment by the client. */
  owes: "delivery" | "payment";
}

/**
 * Milestones of contracts in force whose delivery or payment is late, was asked for, and did not come in the days that the
 * contract then leaves (Civil Code, Art. 563). What is disputed waits for its mediator; a breach that he finds is a clue
 * of its own. Each milestone once.
 */
export const breachedMilestones: Finder = async (tx, now) => {
  const rows = await tx.execute<Wire>(sql`
    select m.id, m.title, m.n, k.title as contract, m.deadline,
      coalesce(m.late_from, m.state_since) as "lateFrom",
      case when m.state = 'overdue' then m.developer_id else m.client_id end as "subjectId",
      case when m.state = 'overdue' then 'delivery' else 'payment' end as owes
    from contract_milestone m join contract k on k.id = m.contract_id
    where k.state = 'in_force' and m.deadline <= ${now.toISOString()}::timestamptz
      and (m.state = 'overdue' or (m.state in ('planned', 'awaiting_payment') and m.late_from is not null))
      and not exists (select 1 from misconduct_case c where c.clue_kind = 'breached_milestone'
        and c.cause_type = 'contract_milestone' and c.cause_id = m.id)
    order by m.deadline, m.id`);
  return rows.map((row) => clueOf(row, now));
};

function clueOf({ id, subjectId, title, contract, n, lateFrom, deadline, owes }: Wire, now: Date): ClueInput {
  const [late, until] = [today(new Date(lateFrom)), today(new Date(deadline))];
  const what = owes === "delivery" ? "交付" : "付款";
  return {
    kind: "breached_milestone",
    causeType: "contract_milestone",
    causeId: id,
    subjectId,
    title: `合同节点逾期未${what}：${title}`.slice(0, 200),
    account: `技术合同“${contract}”第${n}个节点“${title}”自${late}起逾期未${what}，经催告后至${until}仍未履行。`,
    offenceCode: "MC04",
    actFrom: late,
    actUntil: today(now),
    evidence: [{ of: "milestone", id, text: `${contract} · ${n} · ${late} → ${until}` }],
  };
}
