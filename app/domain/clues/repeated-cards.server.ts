import { sql } from "drizzle-orm";
import type { ClueInput } from "../cases/inputs.ts";
import { readParameter } from "../parameters.server.ts";
import { today } from "../working-days.ts";
import { type Finder, list } from "./noticed.ts";

interface Card {
  id: string;
  caseId: string;
  documentNo: string;
  offenceCode: string;
  offence: string;
  at: string;
  actFrom: string;
  actUntil: string;
}

interface Wire extends Record<string, unknown> {
  organizationId: string;
  regionCode: string;
  cards: Card[];
}

const dayMs = 86_400_000;

/**
 * Organisations that were shown as many yellow cards as the parameters name: the next step of the ladder is for a person to
 * judge, whenever another card comes. What a review revoked, or was repaired or lifted, is no card any more.
 */
export const repeatedCards: Finder = async (tx, now) => {
  const rows = await tx.execute<Wire>(sql`
    select o.id as "organizationId", o.region_code as "regionCode",
      json_agg(json_build_object('id', m.id, 'caseId', c.id, 'documentNo', d.document_no,
        'offenceCode', d.offence_code, 'offence', f.name_zh, 'at', m."from", 'actFrom', c.act_from, 'actUntil', c.act_until)
        order by m."from", m.id) as cards
    from measure m join organization o on o.id = m.organization_id
      join decision d on d.id = m.decision_id join misconduct_case c on c.id = d.case_id
      join offence f on f.rule_book_id = d.rule_book_id and f.code = d.offence_code
    where m.kind = 'yellow_card' and m."from" <= ${now.toISOString()}::timestamptz
      and not exists (select 1 from measure_change x where x.measure_id = m.id and x.kind in ('lift', 'repair', 'revoke'))
    group by o.id having count(*) > 1`);
  const found = await Promise.all(rows.map((row) => countedIn(row, now, tx)));
  return found.filter((clue) => clue !== undefined);
};

async function countedIn(
  { organizationId, regionCode, cards }: Wire,
  now: Date,
  tx: Parameters<Finder>[0],
): Promise<ClueInput | undefined> {
  const day = today(now);
  const [most, days] = await Promise.all([
    readParameter(tx, "clue_cards", regionCode, day),
    readParameter(tx, "clue_card_days", regionCode, day),
  ]);
  const last = cards.at(-1);
  const counted = cards.filter(({ at }) => Date.parse(at) > now.getTime() - days * dayMs);
  return last && counted.length >= most ? clueOf(organizationId, counted, last, days) : undefined;
}

function clueOf(subjectId: string, counted: readonly Card[], last: Card, days: number): ClueInput {
  const lines = counted.map(
    ({ at, documentNo, offence }) => `${today(new Date(at))} ${documentNo} ${offence}`,
  );
  return {
    kind: "repeated_card",
    causeType: "measure",
    causeId: last.id,
    subjectId,
    title: `${days}日内第${counted.length}次黄牌警告`,
    account: `该单位${days}日内受到下列黄牌警告，均未撤销或修复，请研究是否采取下一级措施：\n${list(lines)}`,
    offenceCode: last.offenceCode,
    actFrom: counted.map(({ actFrom }) => actFrom).toSorted()[0] ?? last.actFrom,
    actUntil: last.actUntil,
    evidence: counted.map(({ caseId }, at) => ({ of: "case", id: caseId, text: lines[at] ?? "" })),
  };
}
