import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Deadline } from "#app/components/text.tsx";
import { assessmentsWaiting } from "#app/domain/assessment/queries.server.ts";
import { objectionsWaiting } from "#app/domain/cases/objection/queries.server.ts";
import { casesWaiting } from "#app/domain/cases/waiting.server.ts";
import { loadDesk, type Waiting } from "#app/domain/identity/desk.server.ts";
import { deskOf, may } from "#app/domain/identity/permissions.ts";
import { formatCount } from "#app/components/format.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/desk.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "audit.read");
  const tabs = deskOf(actor);
  return {
    title: scope.t("oversight:desk.title"),
    regulator:
      scope.locale === "en"
        ? actor.organization.nameEn || actor.organization.nameZh
        : actor.organization.nameZh,
    tabs,
    desk: tabs.reads ? await loadDesk(scope.ctx) : null,
    assessments: await assessmentsWaiting(scope.ctx),
    cases: may(actor, "case.read") ? await casesWaiting(scope.ctx) : null,
    objections: may(actor, "case.decide") ? await objectionsWaiting(scope.ctx) : null,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Desk({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["oversight", "assessment"]);
  const { desk, assessments, cases, objections, tabs, regulator } = loaderData;
  return (
    <>
      <PageHead kicker={regulator} title={t("desk.title")} lead={t("desk.lead")} />
      <OversightTabs {...tabs} />
      {cases && <Queue title={t("queue.cases")} to="/oversight/cases?view=mine" waiting={cases} />}
      {objections && <Queue title={t("queue.objections")} to="/oversight/objections" waiting={objections} />}
      {desk ? (
        <>
          <Queue
            title={t("queue.verifications")}
            to="/oversight/verifications"
            waiting={desk.verifications}
          />
          <Queue title={t("queue.listings")} to="/oversight/listings" waiting={desk.listings} />
        </>
      ) : (
        !cases && <p className="text-muted">{t("desk.readsOnly")}</p>
      )}
      <Queue title={t("assessment:desk.title")} to="/oversight/assessments" waiting={assessments} />
    </>
  );
}

/** What waits in one queue, the urgent first. */
function Queue({ title, to, waiting }: { title: string; to: string; waiting: Waiting }) {
  const { t } = useTranslation("oversight");
  return (
    <Section
      title={title}
      aside={
        <Link className="link" to={to}>
          {t("desk.open")}
        </Link>
      }
    >
      {waiting.total === 0 ? (
        <p className="text-muted">{t("desk.nothing")}</p>
      ) : (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <span className="tnum text-2xl font-semibold">{formatCount(waiting.total)}</span>
          {waiting.overdue > 0 && (
            <StateTag tone="refused">{t("desk.overdue", { count: waiting.overdue })}</StateTag>
          )}
          {waiting.soon > 0 && <StateTag tone="warning">{t("desk.soon", { count: waiting.soon })}</StateTag>}
          {waiting.nextDeadline && (
            <span className="text-sm text-muted">
              {t("desk.next")} <Deadline at={waiting.nextDeadline} />
            </span>
          )}
        </div>
      )}
    </Section>
  );
}
