import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { Section } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import type { PartProps } from "./act-form.tsx";
import { Acts } from "./milestones-view.tsx";
import { sideKey } from "./words.ts";

/** What both say of each other, once it is published. */
export function Evaluations({ page, world, reply }: PartProps) {
  const { t } = useTranslation("contracts");
  if (!page.row.closedAt || page.row.inForceAt === null || page.side === undefined) return null;
  const mine = page.side === "client" ? page.row.clientId : page.row.developerId;
  const given = page.evaluations.some(({ byOrganizationId }) => byOrganizationId === mine);
  const toReply =
    page.published &&
    page.evaluations.some(({ aboutId, repliedAt }) => aboutId === mine && repliedAt === null);
  return (
    <Section title={t("page.evaluations")} id="evaluations">
      <p className="max-w-reading pb-3 text-sm text-muted">{t("page.evaluationsNote")}</p>
      {page.evaluations.map((one) => (
        <div key={one.id} className="panel mb-3 grid gap-2 p-4">
          <p className="font-medium">
            {t(sideKey(page.row.kind, one.byOrganizationId === page.row.clientId ? "client" : "developer"))} ·{" "}
            <DateTime at={one.at} weekday={false} />
          </p>
          <p className="text-sm">
            {(["quality", "timeliness", "cooperation"] as const)
              .map((name) => `${t(`page.${name}`)} ${t("page.score", { score: one[name] })}`)
              .join(" · ")}
          </p>
          <p className="whitespace-pre-line">{one.text}</p>
          {one.reply && (
            <p className="border-s-4 border-hairline ps-3 text-sm">
              {t("page.reply")}: {one.reply}
            </p>
          )}
        </div>
      ))}
      {given && !page.published && <p className="pb-3">{t("page.notYet")}</p>}
      <Acts
        names={[
          ...(given ? [] : page.acts.filter((act) => act === "evaluate")),
          ...(toReply ? ["reply-evaluation"] : []),
        ]}
        scope="whole"
        world={world}
        reply={reply}
      />
    </Section>
  );
}

/** Steps whose word means something else where other things take them. */
const ownWords = new Map([
  ["contract_milestone accept", "accept_contract_milestone"],
  ["contract propose", "propose_contract_text"],
]);

/** Everything that happened to the contract, its milestones and its royalties, one line of time for both sides. */
export function History({ page }: Pick<PartProps, "page">) {
  const { t } = useTranslation(["contracts", "lifecycles"]);
  return (
    <Section title={t("page.history")} id="history">
      <DataTable
        caption={t("page.history")}
        captionHidden
        rows={page.history}
        rowKey={({ seq }) => String(seq)}
        columns={[
          {
            key: "act",
            head: t("page.act"),
            rowHeader: true,
            cell: ({ entityId, transition, entity }) => {
              const n = page.milestones.find(({ milestone }) => milestone.id === entityId)?.milestone.n;
              const named = `${entity} ${transition}`;
              const period = page.royalties.find((one) => one.period.id === entityId)?.period.n;
              const step = t(`lifecycles:step.${ownWords.get(named) ?? transition}`);
              if (period !== undefined) return `${t("royalty.period", { n: period })} · ${step}`;
              return n === undefined ? step : `${t("page.milestone", { n })} · ${step}`;
            },
          },
          {
            key: "who",
            head: t("page.who"),
            cell: ({ actorName, via }) => (via === "system" ? t("page.system") : actorName),
          },
          { key: "at", head: t("page.at"), cell: ({ at }) => <DateTime at={at} weekday={false} /> },
          { key: "reason", head: t("page.reason"), cell: ({ reason }) => reason },
        ]}
      />
    </Section>
  );
}
