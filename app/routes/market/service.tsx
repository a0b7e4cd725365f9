import { useTranslation } from "react-i18next";
import { CostsInDetail, PriceTable } from "#app/components/booking/prices.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { ContactLink, DetailEnd, Pictures } from "#app/components/catalog/detail-end.tsx";
import { DetailHead, Prose } from "#app/components/catalog/detail-head.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { findOrderable } from "#app/domain/service-orders/orderable.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { listingHead } from "./head.server.ts";
import type { Route } from "./+types/service.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { ctx, locale } = scope;
  const found = await findListing(ctx, params.id, "service");
  if (!found.ok) throw problemResponse(found.problem);
  const { service, ...detail } = found.value;
  if (!service) throw problemResponse(problems.notFound("service"));
  const { titleZh, titleEn } = detail.listing;
  const own = may(ctx.actor, "booking.use") ? await findOrderable(ctx.db, ctx, params.id) : undefined;
  const unknown = ctx.actor.user === null && detail.listing.state === "published";
  return {
    ...detail,
    head: listingHead(request, scope, found.value),
    service,
    // Visitors are asked who they are on the way; what they pay depends on that.
    orderable: own ? own.quotes.length > 0 : unknown && detail.prices.length > 0,
    userClass: own?.userClass ?? null,
    title: (locale === "en" && titleEn) || titleZh,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export default function ServicePage({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["catalog", "serviceOrders"]);
  const { service, prices, orderable, userClass } = loaderData;
  const { id } = loaderData.listing;
  const { category, turnaroundDays, capacityPerMonth, accreditation } = service;
  const text = (name: "deliverable" | "method" | "sampleRequirement") => ({
    title: t(`path.service.${name}`),
    text: service[name],
  });
  const priceLines = prices.map((row, index) => ({ ...row, id: String(index) }));
  return (
    <>
      <DetailHead
        {...loaderData}
        action={
          <>
            {orderable && (
              <ButtonLink to={`/services/${id}/order`}>{t("serviceOrders:page.order")}</ButtonLink>
            )}
            <ContactLink look={orderable ? "secondary" : "primary"} />
          </>
        }
        more={<span>{t(`option.serviceCategories.${category}`)}</span>}
      />
      <Pictures {...loaderData} />
      <Section title={t("service.what")}>
        <Prose texts={[text("deliverable"), text("method"), text("sampleRequirement")]} />
      </Section>
      <Section title={t("service.terms")}>
        <DescriptionList
          columns={2}
          facts={[
            { term: t("path.service.category"), value: t(`option.serviceCategories.${category}`) },
            {
              term: t("path.service.turnaroundDays"),
              value: turnaroundDays !== null && t("service.turnaround", { days: turnaroundDays }),
            },
            {
              term: t("path.service.capacityPerMonth"),
              value: capacityPerMonth !== null && t("service.capacity", { n: capacityPerMonth }),
            },
            { term: t("path.service.accreditation"), value: accreditation.join("; ") },
          ].map((fact) => ({ ...fact, value: fact.value || null }))}
        />
      </Section>
      <Section title={t("detail.priceList")}>
        {prices.length > 0 ? (
          <div className="grid gap-4">
            <PriceTable prices={priceLines} own={userClass} />
            <CostsInDetail prices={priceLines} />
          </div>
        ) : (
          <p className="text-muted">{t("prices.empty")}</p>
        )}
        {userClass && !orderable && (
          <p className="max-w-reading pt-4 text-sm text-muted">{t("serviceOrders:page.noPrice")}</p>
        )}
      </Section>
      <DetailEnd {...loaderData} />
    </>
  );
}
