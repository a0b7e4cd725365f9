import type { Deadline } from "#app/domain/deadline.ts";
import { Temporal } from "temporal-polyfill";
import { platformZone } from "../../working-days.ts";
import type { PublicStanding } from "../public-standing.server.ts";

/** What a certificate says, besides the standing itself. */
export interface Issued {
  code: string;
  issuedAt: Date;
  /** From then on it speaks no more. */
  until: Deadline;
  usageRules: number;
  ruleBook: number | null;
}

/** Words of measures and classes, in both languages. */
export type Words = (key: string) => string;

/**
 * What of a standing a certificate vouches for, as text to be hashed: who it is, grade, score, restrictions and decisions.
 * Two certificates with the same facts say the same, whatever their numbers, dates and wording.
 */
export const certificateFacts = ({
  uscc,
  nameZh,
  nameEn,
  grade,
  score,
  restrictions,
  records,
}: PublicStanding): string =>
  JSON.stringify([
    [uscc, nameZh, nameEn, grade, score],
    restrictions.map((one) => [one.measure, one.caseNo, one.until?.toISOString() ?? ""].join(" ")).toSorted(),
    records.map((one) => `${one.documentNo} ${one.underObjection}`).toSorted(),
  ]);

/** By the clock of those who read it. */
const at = (moment: Date): string =>
  `${Temporal.Instant.from(moment.toISOString()).toZonedDateTimeISO(platformZone).toPlainDateTime().toString({ smallestUnit: "minute" }).replace("T", " ")} UTC+8`;

/**
 * The certificate word for word, in both languages: LF line ends, the bytes that its SHA-256 is taken of. It says what
 * everybody may know at that moment, and nothing that is not published.
 */
export function certificateText(standing: PublicStanding, issued: Issued, zh: Words, en: Words): string {
  const restrictions = standing.restrictions.map(
    ({ measure, until, caseNo }) =>
      `  ${zh(`credit:measure.${measure}`)} ${en(`credit:measure.${measure}`)} · ${caseNo} · ${until ? at(until) : ""}`,
  );
  const records = standing.records.map(
    (row) =>
      `  ${row.documentNo} · ${row.offenceZh} ${row.offenceEn}${row.underObjection ? ` · ${zh("credit:underObjection")} ${en("credit:underObjection")}` : ""}`,
  );
  const list = (lines: readonly string[]) => (lines.length > 0 ? lines : ["  无 none"]);
  return [
    "信用证明 CERTIFICATE OF STANDING",
    `编号 No.: ${issued.code}`,
    `单位 Organisation: ${standing.nameZh}${standing.nameEn ? ` / ${standing.nameEn}` : ""}`,
    `统一社会信用代码 Credit code: ${standing.uscc}`,
    `信用等级 Integrity grade: ${standing.grade}`,
    `使用信用分 Usage score: ${standing.score}`,
    `规则版本 Rules: ${issued.ruleBook ?? "-"} / ${issued.usageRules}`,
    "生效中的公示限制 Published restrictions in force:",
    ...list(restrictions),
    "公示中的决定 Published decisions:",
    ...list(records),
    `开具时间 Issued: ${at(issued.issuedAt)}`,
    `有效至 Valid until: ${at(issued.until)}`,
    "",
  ].join("\n");
}
