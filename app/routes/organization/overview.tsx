import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { Flash } from "#app/components/flash.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { VerifiedTag, VerifyNotice } from "#app/components/identity/verified.tsx";
import { WorkWaiting, type WaitingCounts } from "#app/components/identity/work-waiting.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import { countWaiting } from "#app/domain/booking/list-bookings.server.ts";
import { casesAgainstOwn } from "#app/domain/cases/queries.server.ts";
import { countOwnWaiting } from "#app/domain/catalog/own-waiting.server.ts";
import { countQueue } from "#app/domain/conduct/queries.server.ts";
import type { Context } from "#app/domain/context.ts";
import { countOwnContracts } from "#app/domain/contracts/own-waiting.server.ts";
import { countOwnScoring } from "#app/domain/demands/own-waiting.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { ownOrganization } from "#app/domain/identity/queries.server.ts";
import { ownVerifications } from "#app/domain/identity/verification-queries.server.ts";
import { countRequested } from "#app/domain/money/invoices/queries.server.ts";
import { listOwed } from "#app/domain/money/overview/list-owed.server.ts";
import { countUnmatched } from "#app/domain/money/statements/import.server.ts";
import { countOpenProblems } from "#app/domain/instrument/problem-queries.server.ts";
import { countOpenOrders } from "#app/domain/samples/list-orders.server.ts";
import { countServiceOrders } from "#app/domain/service-orders/list-orders.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/overview.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requireMember(scope, request);
  const [organization, verifications, work] = await Promise.all([
    ownOrganization(scope.ctx),
    ownVerifications(scope.ctx),
    countWork(scope.ctx),
  ]);
  if (!organization) throw problemResponse(problems.notFound("organization"));
  const title = scope.locale === "en" ? organization.nameEn || organization.nameZh : organization.nameZh;
  const latest = verifications[0];
  return {
    title,
    organization,
    work,
    waiting: latest ? { state: latest.state, deadline: latest.deadline, reasons: latest.reasons } : null,
    mayEdit: may(actor, "organization.edit", { organizationId: actor.organization.id }),
  };
}

async function countWork(ctx: Context): Promise<WaitingCounts> {
  const now = ctx.clock.now();
  const [
    cases,
    owed,
    contracts,
    scoring,
    requests,
    orders,
    ordered,
    problems,
    conduct,
    listings,
    lines,
    invoices,
  ] = await Promise.all([
    casesAgainstOwn(ctx),
    listOwed(ctx, "payables", { view: "overdue" }, { page: 1, size: 1 }),
    countOwnContracts(ctx),
    countOwnScoring(ctx),
    countWaiting(ctx),
    countOpenOrders(ctx),
    countServiceOrders(ctx),
    countOpenProblems(ctx),
    countQueue(ctx),
    countOwnWaiting(ctx),
    countUnmatched(ctx),
    countRequested(ctx),
  ]);
  const notices = cases.filter(({ row }) => row.statementDueAt !== null && row.statementDueAt > now).length;
  const first = { notices, overdue: owed.totals.overdueCount, contracts, scoring };
  const services = { services: ordered.toDo, deliveries: ordered.toAccept };
  return { ...first, requests, orders, ...services, problems, ...conduct, ...listings, lines, invoices };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Organization({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("organization");
  const { organization, work, waiting, mayEdit } = loaderData;
  return (
    <>
      <Flash
        messages={{
          founded: t("done.founded"),
          saved: t("done.saved"),
          ended: t("done.ended"),
          joined: t("done.joined"),
        }}
      />
      <PageHead
        kicker={t(`kind.${organization.kind}`)}
        title={<OrganizationName {...organization} />}
        state={<VerifiedTag verified={organization.verifiedAt !== null} />}
        actions={
          <>
            {mayEdit && <ButtonLink to="/organization/edit">{t("action.edit")}</ButtonLink>}
            <ButtonLink look="secondary" to={`/organizations/${organization.id}`}>
              {t("action.public")}
            </ButtonLink>
          </>
        }
        next={<VerifyNotice organization={organization} waiting={waiting} mayEdit={mayEdit} />}
      />
      <OrganizationTabs />
      <WorkWaiting counts={work} />
      <Section title={t("profile")}>
        <Facts organization={organization} />
      </Section>
    </>
  );
}

function Facts({ organization }: Pick<Route.ComponentProps["loaderData"], "organization">) {
  const { t, i18n } = useTranslation("organization");
  const { region } = organization;
  return (
    <DescriptionList
      columns={2}
      facts={[
        { term: t("field.uscc"), value: <span className="tnum">{organization.uscc}</span> },
        { term: t("field.nameEn"), value: organization.nameEn },
        { term: t("field.kind"), value: t(`kind.${organization.kind}`) },
        {
          term: t("field.region"),
          value: region && (i18n.language === "en" ? region.nameEn : region.nameZh),
        },
        { term: t("field.smeSize"), value: organization.smeSize && t(`smeSize.${organization.smeSize}`) },
        { term: t("field.publicInstitution"), value: t(organization.publicInstitution ? "yes" : "no") },
        { term: t("field.address"), value: organization.address },
        { term: t("field.contactEmail"), value: organization.contactEmail },
        { term: t("field.contactPhone"), value: organization.contactPhone },
        { term: t("field.website"), value: organization.website },
        {
          term: t("field.verifiedAt"),
          value: organization.verifiedAt && <Day at={organization.verifiedAt} />,
        },
        {
          term: t("field.reverifyAt"),
          value: organization.reverifyAt && <Day at={organization.reverifyAt} />,
        },
        { term: t("field.introduction"), value: organization.introduction },
      ]}
    />
  );
}
