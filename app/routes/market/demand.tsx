import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { ContactLink, DetailEnd, Pictures } from "#app/components/catalog/detail-end.tsx";
import { DetailHead, Prose } from "#app/components/catalog/detail-head.tsx";
import { CallSection } from "#app/components/demands/call-section.tsx";
import { CallStep } from "#app/components/demands/call-step.tsx";
import { ConfidentialityLog, ConfidentialSection } from "#app/components/demands/confidential-section.tsx";
import { MatchesSection } from "#app/components/demands/matches-section.tsx";
import { QuestionsSection } from "#app/components/demands/questions-section.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatDate, localeOf } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { Refusal } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day, Money } from "#app/components/text.tsx";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { demandActForm } from "#app/domain/demands/forms.ts";
import { performDemandAct } from "#app/domain/demands/perform.server.ts";
import { parseForm, readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import { fieldErrors } from "#app/runtime/validation.ts";
import { demandParts } from "./demand-parts.server.ts";
import { listingHead } from "./head.server.ts";
import type { Route } from "./+types/demand.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { locale } = scope;
  const found = await findListing(scope.ctx, params.id, "demand");
  if (!found.ok) throw problemResponse(found.problem);
  const { demand, ...detail } = found.value;
  if (!demand) throw problemResponse(problems.notFound("demand"));
  const { titleZh, titleEn } = detail.listing;
  return {
    ...detail,
    ...(await demandParts(scope, detail.listing, demand.deadlineOn)),
    head: listingHead(request, scope, found.value),
    demand,
    title: (locale === "en" && titleEn) || titleZh,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const submission = parseForm(await readForm(request), demandActForm);
  if (submission.status !== "success") {
    const { error } = demandActForm.safeParse(submission.payload);
    return data({ problem: problems.invalid(error ? fieldErrors(error) : []) }, { status: 422 });
  }
  const { intent } = submission.value;
  const done = await performDemandAct(scope.ctx, params.id, submission.value);
  if (!done.ok) return data({ problem: done.problem }, { status: done.problem.status });
  return redirect(`/demands/${params.id}?done=${intent}${anchors[intent]}`);
}

const anchors = { ask: "#questions", answer: "#questions", accept: "#confidential", judge: "#matches" };

export default function DemandPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation(["catalog", "demands"]);
  const { demand, call, over, listing, roles, matches, teams, log } = loaderData;
  const { deadlineOn, confidentialPart } = demand;
  const done = ["ask", "answer", "accept", "judge"] as const;
  const text = (name: "problem" | "target" | "keyTechnology" | "tried") => ({
    title: t(`path.demand.${name}`),
    text: demand[name],
  });
  return (
    <>
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`demands:done.${name}`)]))} />
      {actionData && (
        <div className="pb-6">
          <Refusal problem={actionData.problem} />
        </div>
      )}
      <DetailHead
        {...loaderData}
        action={
          <>
            {call && <CallStep demandId={listing.id} call={call} reader={roles.call} />}
            {!over && <ContactLink look={call ? "secondary" : "primary"} />}
          </>
        }
        more={
          deadlineOn && (
            <StateTag tone={over ? "neutral" : "free"}>
              {over
                ? t("demand.over")
                : t("demand.until", { date: formatDate(noonOf(deadlineOn), localeOf(i18n.language)) })}
            </StateTag>
          )
        }
        next={!over && roles.call !== "client" && (call ? t("demands:call.respond") : t("demand.respond"))}
      />
      <Pictures {...loaderData} />
      <Section title={t("demand.what")}>
        <Prose texts={[text("problem"), text("target"), text("keyTechnology"), text("tried")]} />
      </Section>
      <ConfidentialSection
        demandId={listing.id}
        text={confidentialPart}
        withheld={loaderData.withheld}
        termsVersion={loaderData.termsVersion}
        reader={roles.confidential}
      />
      {log && confidentialPart !== "" && (
        <div className="pb-6">
          <ConfidentialityLog {...log} />
        </div>
      )}
      <Terms demand={demand} />
      {call && <CallSection call={call} contract={loaderData.contract} />}
      {matches && teams && <MatchesSection matches={matches} teams={teams} judges={roles.judges} />}
      {call && <QuestionsSection questions={loaderData.questions} reader={roles.questions} />}
      <DetailEnd {...loaderData} />
    </>
  );
}

/** A day of the platform as a moment within it. */
const noonOf = (day: string): string => `${day}T12:00:00+08:00`;

type Demand = Route.ComponentProps["loaderData"]["demand"];

function Terms({
  demand: { ways, budgetMin, budgetMax, deadlineOn, industry, preferredPartner },
}: {
  demand: Demand;
}) {
  const { t, i18n } = useTranslation("catalog");
  return (
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
          { term: t("path.demand.deadlineOn"), value: deadlineOn && <Day at={noonOf(deadlineOn)} /> },
          { term: t("path.demand.industry"), value: industry },
          { term: t("path.demand.preferredPartner"), value: preferredPartner },
        ]}
      />
    </Section>
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
