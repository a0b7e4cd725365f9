import { eq } from "drizzle-orm";
import { assessmentCycle, assessmentProposal } from "#db/schema/assessment.ts";
import { organization } from "#db/schema/identity.ts";
import { subsidyPayment, voucher, voucherProgram } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { subsidyProcess } from "#app/domain/subsidies/states.ts";
import { voucherProcess } from "#app/domain/vouchers/states.ts";
import { platformZone } from "#app/domain/working-days.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { inLocale, lastDayText } from "./subject-words.ts";
import type { Subject } from "./subject.ts";

export async function loadVoucher(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({
      row: voucher,
      program: { zh: voucherProgram.nameZh, en: voucherProgram.nameEn },
      from: { zh: organization.nameZh, en: organization.nameEn },
    })
    .from(voucher)
    .innerJoin(voucherProgram, eq(voucherProgram.id, voucher.programId))
    .innerJoin(organization, eq(organization.id, voucher.organizationId))
    .where(eq(voucher.id, id));
  if (!found) return undefined;
  const { row } = found;
  return {
    parties: voucherProcess.parties,
    row,
    words: (locale) => ({
      title: inLocale(found.program, locale),
      from: inLocale(found.from, locale),
      sum: String(row.requested),
      until: row.validUntil ? lastDayText(row.validUntil, platformZone, locale) : "",
    }),
    href: (party) =>
      party === "officer" ? `/oversight/vouchers/${row.programId}` : `/organization/vouchers/${id}`,
  };
}

export async function loadSubsidy(tx: Tx, id: string): Promise<Subject | undefined> {
  const [found] = await tx
    .select({ row: subsidyPayment, kind: assessmentProposal.kind, cycle: assessmentCycle })
    .from(subsidyPayment)
    .innerJoin(assessmentProposal, eq(assessmentProposal.id, subsidyPayment.proposalId))
    .innerJoin(assessmentCycle, eq(assessmentCycle.id, assessmentProposal.cycleId))
    .where(eq(subsidyPayment.id, id));
  if (!found) return undefined;
  const { row, kind, cycle } = found;
  return {
    parties: subsidyProcess.parties,
    row,
    words: (locale) => {
      const { t } = translatorFor(locale);
      return {
        title: t(`assessment:title.${cycle.track}`, { year: cycle.year }),
        kind: t(`assessment:kind.${kind}`),
        sum: String(row.amount),
      };
    },
    href: () => `/organization/assessments/${cycle.id}`,
  };
}
