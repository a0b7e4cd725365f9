import type { Deadline as EndOfPeriod } from "#app/domain/deadline.ts";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Deadline, Money } from "#app/components/text.tsx";
import type { ContractPage } from "#app/domain/contracts/contract-page.server.ts";
import { royaltyState } from "./royalty-words.ts";
import { contractState, contractTone, milestoneState } from "./words.ts";
import { shortCode } from "#app/domain/short-code.ts";

/** What the contract is, how it stands, whose turn it is and until when. */
export function ContractHead({ page }: { page: ContractPage }) {
  const { t } = useTranslation("contracts");
  const { row } = page;
  const state = contractState(row.state);
  const { words, deadline } = useNext(page);
  const edits = page.acts.includes("propose");
  const amends = page.side !== undefined && page.acts.includes("propose-amendment");
  return (
    <>
      <PageHead
        kicker={`${t("kicker")} · ${t(`kind.${row.kind}`)} · ${t("number", { number: shortCode(row.id) })}`}
        title={row.title || t("kicker")}
        state={
          <>
            <StateTag tone={contractTone[state]}>{t(`state.${state}`)}</StateTag>
            {row.amount !== null && <Money fen={row.amount} />}
          </>
        }
        actions={
          <>
            {edits && <ButtonLink to={`/contracts/${row.id}/edit`}>{t("page.edit")}</ButtonLink>}
            {amends && (
              <ButtonLink look="secondary" to={`/contracts/${row.id}/edit`}>
                {t("page.amend")}
              </ButtonLink>
            )}
          </>
        }
        next={
          <p>
            {words}{" "}
            {deadline && (
              <>
                {t("next.by")} <Deadline at={deadline} weekday={false} />
              </>
            )}
          </p>
        }
      />
      {row.terminationById && row.state === "in_force" && (
        <div className="pb-6">
          <Notice kind="warning">
            {t("page.terminationProposed", {
              name: row.terminationById === row.clientId ? page.clientZh : page.developerZh,
              reason: row.endReason,
            })}
          </Notice>
        </div>
      )}
    </>
  );
}

/** What comes next, in words, and until when. */
function useNext(page: ContractPage): { words: string; deadline: EndOfPeriod | null } {
  const { t } = useTranslation("contracts");
  const { row, mineToDraft, text, milestones } = page;
  if (!page.side) return { words: t("next.mediate"), deadline: null };
  if (row.state === "drafting") {
    const words = mineToDraft ? (text ? t("next.draftMine") : t("next.draftFirst")) : t("next.draftTheirs");
    return { words, deadline: row.deadline };
  }
  if (row.state === "signing")
    return { words: t(mineToDraft ? "next.signMine" : "next.signTheirs"), deadline: row.deadline };
  if (row.state === "withdrawn")
    return { words: t("next.withdrawn", { reason: row.endReason }), deadline: null };
  const next = milestones.find(({ owner }) => owner !== null)?.milestone;
  if (row.state === "in_force" && next)
    return {
      words: t("next.in_force", {
        ...{ n: next.n, title: next.title },
        state: t(`milestoneState.${milestoneState(next.state)}`),
      }),
      deadline: next.deadline,
    };
  const royalty = page.royalties.find(({ period }) => !["settled", "ended"].includes(period.state));
  if (row.state === "in_force" && royalty) {
    const { period, phase } = royalty;
    const days = { n: period.n, from: period.startsOn, until: period.endsOn };
    const words =
      phase === "over"
        ? t("next.royalty", { ...days, state: t(`royaltyState.${royaltyState(period.state)}`) })
        : t("next.royaltyRuns", days);
    return { words, deadline: period.deadline };
  }
  const mine = page.side === "client" ? row.clientId : row.developerId;
  if (page.published) return { words: t("next.ended"), deadline: null };
  const given = page.evaluations.some(({ byOrganizationId }) => byOrganizationId === mine);
  return { words: t(given ? "next.evaluated" : "next.evaluate"), deadline: row.deadline };
}
