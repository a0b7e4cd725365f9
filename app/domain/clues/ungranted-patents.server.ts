import { sql } from "drizzle-orm";
import { readPatentNumber } from "../catalog/patent-number.ts";
import { today } from "../working-days.ts";
import { type Finder, list } from "./noticed.ts";

interface Wire extends Record<string, unknown> {
  id: string;
  organizationId: string;
  title: string;
  publishedAt: string | null;
  said: string;
}

interface Known extends Record<string, unknown> {
  applicationNo: string;
  legalStatus: string;
  listingId: string;
}

/** In the same states `ZL` may stand before a number: the patent was granted at some time. */
const never = ["published", "examination", "rejected", "withdrawn", "abandoned"];

/**
 * Published listings whose own words show a number with `ZL`, which says that the patent was granted, while the market
 * knows the application under that number as not granted (Patent Law, Art. 68). Its own field refuses such a number.
 */
export const ungrantedPatents: Finder = async (tx, now) => {
  const rows = await tx.execute<Wire>(sql`
    select l.id, l.organization_id as "organizationId", l.title_zh as title, l.published_at as "publishedAt",
      concat_ws(E'\\n', l.title_zh, l.title_en, l.summary_zh, l.summary_en, x.problem_solved, x.advantage, x.proof,
        x.applications, x.wanted) as said
    from listing l left join technology x on x.listing_id = l.id
    where l.state = 'published' and concat_ws(' ', l.title_zh, l.title_en, l.summary_zh, l.summary_en,
      x.problem_solved, x.advantage, x.proof, x.applications, x.wanted) ~ 'ZL[ ]?[0-9]{8}'`);
  const shown = rows.flatMap((row) => numbersIn(row.said).map((number) => ({ row, number })));
  if (shown.length === 0) return [];
  const numbers = [...new Set(shown.map(({ number }) => number))];
  const known = await tx.execute<Known>(sql`
    select application_no as "applicationNo", legal_status as "legalStatus", listing_id as "listingId"
    from technology where application_no = any(${sql.param(numbers)}::text[])
      and legal_status = any(${sql.param(never)}::text[])`);
  return rows.flatMap((row) => {
    const wrong = known.filter(({ applicationNo }) =>
      shown.some(({ row: of, number }) => of.id === row.id && number === applicationNo),
    );
    if (wrong.length === 0) return [];
    const said = wrong.map(({ applicationNo, legalStatus }) => `ZL${applicationNo} (${legalStatus})`);
    return [
      {
        kind: "ungranted_patent" as const,
        causeType: "listing",
        causeId: row.id,
        subjectId: row.organizationId,
        title: `未授权专利标注专利号：${row.title}`.slice(0, 200),
        account: `发布内容以专利号形式标注下列申请，而平台登记的法律状态均为未授权：\n${list(said)}`,
        offenceCode: "MC02",
        actFrom: today(row.publishedAt === null ? now : new Date(row.publishedAt)),
        actUntil: today(now),
        evidence: said.map((text) => ({ of: "listing" as const, id: row.id, text: `${row.title} ${text}` })),
      },
    ];
  });
};

/** The application numbers that a text shows with `ZL`. */
export const numbersIn = (text: string): string[] =>
  [...text.matchAll(/ZL ?(?:\d{12}|\d{8})\.?[\dX]/g)].flatMap(([number]) => {
    const read = readPatentNumber(number);
    return read ? [read.applicationNo] : [];
  });
