import { useTranslation } from "react-i18next";
import { ContactLink, DetailEnd, Pictures } from "#app/components/catalog/detail-end.tsx";
import { DetailHead, Prose } from "#app/components/catalog/detail-head.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Money } from "#app/components/text.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { calendarDay } from "#app/domain/catalog/days.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { listingHead } from "./head.server.ts";
import type { Route } from "./+types/demand.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { ctx, locale } = scope;
  const found = await findListing(ctx, params.id, "demand");
  if (!found.ok) throw problemResponse(found.problem);
  const { demand, ...detail } = found.value;
  if (!demand) throw problemResponse(problems.notFound("demand"));
  const { titleZh, titleEn } = detail.listing;
  const over = demand.deadlineOn !== null && demand.deadlineOn < calendarDay(ctx.clock.now());
  return {
    ...detail,
    head: listingHead(request, scope, found.value),
    demand,
    over,
    title: (locale === "en" && titleEn) || titleZh,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export default function DemandPage({ loaderData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("catalog");
  const { demand, over } = loaderData;
  const { ways, budgetMin, budgetMax, deadlineOn, industry, preferredPartner, confidentialPart } = demand;
  const text = (name: "problem" | "target" | "keyTechnology" | "tried") => ({
    title: t(`path.demand.${name}`),
    text: demand[name],
  });
  return (
    <>
      <DetailHead
        {...loaderData}
        action={!over && <ContactLink />}
        more={
          deadlineOn && (
            <StateTag tone={over ? "neutral" : "free"}>
              {over ? t("demand.over") : t("demand.until", { date: deadlineOn })}
            </StateTag>
          )
        }
        next={!over && t("demand.respond")}
      />
      <Pictures {...loaderData} />
      <Section title={t("demand.what")}>
        <Prose texts={[text("problem"), text("target"), text("keyTechnology"), text("tried")]} />
      </Section>
      {confidentialPart !== "" && (
        <div className="pb-6">
          <Notice kind="warning" title={t("demand.confidential")}>
            <p className="whitespace-pre-line">{confidentialPart}</p>
          </Notice>
        </div>
      )}
      <Section title={t("demand.terms")}>
        <DescriptionList
          columns={2}
          facts={[
            {
              term: t("path.demand.ways"),
              value: ways
                .map((way) => t(`option.demandWays.${way}`))
                .join(i18n.language === "en" ? ", " : "、"),
            },
            { term: t("demand.budget"), value: <Budget from={budgetMin} to={budgetMax} /> },
            { term: t("path.demand.deadlineOn"), value: deadlineOn },
            { term: t("path.demand.industry"), value: industry },
            { term: t("path.demand.preferredPartner"), value: preferredPartner },
          ]}
        />
      </Section>
      <DetailEnd {...loaderData} />
    </>
  );
}

function Budget({ from, to }: { from: number | null; to: number | null }) {
  const { t } = useTranslation("catalog");
  if (from === null && to === null) return t("detail.negotiable");
  if (from === null || to === null || from === to) return <Money fen={to ?? from ?? 0} large />;
  return (
    <>
      <Money fen={from} large /> – <Money fen={to} large />
    </>
  );
}
