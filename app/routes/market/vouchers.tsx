import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { formatMoney } from "#app/components/format.ts";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { programState, useDay, voucherTone } from "#app/components/vouchers/words.ts";
import { currentRules, publicPrograms } from "#app/domain/vouchers/program-queries.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "./head.server.ts";
import type { Route } from "./+types/vouchers.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const programs = await publicPrograms(scope.ctx);
  const rules = await currentRules(
    scope.ctx,
    programs.map(({ program }) => program.id),
  );
  const [title, description] = [scope.t("vouchers:public.title"), scope.t("vouchers:public.lead")];
  return {
    head: headOf(request, scope, { title, description, path: "/vouchers", index: true }),
    programs: programs.flatMap((item) => {
      const current = rules.get(item.program.id);
      return current ? [{ ...item, rules: current }] : [];
    }),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

type Row = Route.ComponentProps["loaderData"]["programs"][number];

export default function Vouchers({ loaderData: { programs } }: Route.ComponentProps) {
  const { t } = useTranslation("vouchers");
  const steps = ["apply", "book", "settle"] as const;
  return (
    <>
      <PageHead title={t("public.title")} lead={t("public.lead")} />
      <Section title={t("public.programs")}>
        <DataTable
          caption={t("public.programs")}
          captionHidden
          rows={programs}
          rowKey={({ program }) => program.id}
          empty={<EmptyState title={t("public.none")}>{t("public.noneDetail")}</EmptyState>}
          columns={useColumns()}
        />
      </Section>
      <Section title={t("public.how")}>
        <ol className="grid max-w-reading list-decimal gap-2 ps-6">
          {steps.map((step) => (
            <li key={step}>{t(`public.step.${step}`)}</li>
          ))}
        </ol>
        <p className="max-w-reading pt-4 text-sm text-muted">{t("public.law")}</p>
        <p className="pt-2">
          <Link className="link" to="/organization/vouchers">
            {t("own.title")}
          </Link>
        </p>
      </Section>
    </>
  );
}

function useColumns() {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const dayOf = useDay();
  return [
    {
      key: "name",
      head: t("column.program"),
      rowHeader: true,
      cell: ({ program, region }: Row) => (
        <span className="grid">
          <RowLink to={`/vouchers/${program.id}`}>{nameOf(program)}</RowLink>
          <span className="text-xs text-muted">{nameOf(region)}</span>
        </span>
      ),
    },
    {
      key: "pays",
      head: t("column.pays"),
      cell: ({ rules }: Row) => t("rules.shareShort", { percent: rules.sharePercent }),
    },
    {
      key: "cap",
      head: t("field.applicationCap"),
      numeric: true,
      cell: ({ rules }: Row) => formatMoney(rules.applicationCap),
    },
    {
      key: "until",
      head: t("field.applyUntil"),
      cell: ({ rules }: Row) => dayOf(rules.applyUntil),
    },
    {
      key: "state",
      head: t("column.state"),
      cell: ({ program: { state }, budget }: Row) => {
        const out = state === "open" && budget.committed >= budget.amount;
        return out ? (
          <StateTag tone="restricted">{t("public.exhausted")}</StateTag>
        ) : (
          <StateTag tone={voucherTone(state)}>{t(`programState.${programState(state)}`)}</StateTag>
        );
      },
    },
  ];
}
