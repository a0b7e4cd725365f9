import type { TFunction } from "i18next";
import type { Finding } from "#app/domain/audit/findings.ts";
import { say } from "./describe-problem.ts";

/** What a verification of the audit log found wrong, in one sentence. */
export function describeFinding(
  t: TFunction,
  { code, seal, to = seal, kind = "", key = "", fromSeq, toSeq }: Finding,
): string {
  const entries =
    fromSeq === undefined || toSeq === undefined
      ? t("oversight:finding.noEntries")
      : t("oversight:finding.entries", { from: fromSeq, to: toSeq });
  const thing = kind && `${t(`oversight:sealedKind.${kind}`, { defaultValue: kind })} ${key}`.trim();
  return say(t, `oversight:finding.${code}`, { seal, to, thing, entries });
}
