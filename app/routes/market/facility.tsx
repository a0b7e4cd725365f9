import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  Abilities,
  RecordOfUse,
  Specification,
  WhereAndWho,
} from "#app/components/booking/facility-facts.tsx";
import { Gallery } from "#app/components/booking/facility-gallery.tsx";
import { Documents } from "#app/components/catalog/documents.tsx";
import { FacilityHead } from "#app/components/booking/facility-head.tsx";
import { FreeTimes } from "#app/components/booking/free-times.tsx";
import { CostsInDetail, PriceTable } from "#app/components/booking/prices.tsx";
import { RulesInWords } from "#app/components/booking/rules-in-words.tsx";
import { Consequences } from "#app/components/conduct/consequences.tsx";
import { Flash } from "#app/components/flash.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import { RequiredTypes } from "#app/components/qualification/required.tsx";
import { ProblemBanner } from "#app/components/instrument/problem-banner.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { togetherOf } from "#app/domain/booking/bundle/wanted-parts.ts";
import { bookingSide } from "#app/domain/booking/facility-page.server.ts";
import { openProblemsOf } from "#app/domain/instrument/problem-queries.server.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { requiredQualifications } from "#app/domain/qualification/session-queries.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { listingHead } from "./head.server.ts";
import type { Route } from "./+types/facility.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { ctx, locale } = scope;
  const query = new URL(request.url).searchParams;
  const week = query.get("week") ?? undefined;
  const found = await findListing(ctx, params.id, "facility");
  if (!found.ok) throw problemResponse(found.problem);
  const { facility: facts, ...detail } = found.value;
  const side = facts && (await bookingSide(ctx, params.id, { week, minutes: Number(query.get("minutes")) }));
  if (!side) throw problemResponse(problems.notFound("facility"));
  const { titleZh, titleEn } = detail.listing;
  const required = await requiredQualifications(ctx, params.id);
  const view: "week" | "list" = query.get("view") === "list" ? "list" : "week";
  const faults = await openProblemsOf(ctx.db, params.id);
  const head = listingHead(request, scope, found.value);
  return {
    ...side,
    ...detail,
    required,
    head,
    faults,
    facts,
    view,
    night: query.get("night") === "1",
    title: locale === "en" ? titleEn || titleZh : titleZh,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export default function FacilityPage({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["booking", "catalog", "together"]);
  const {
    listing,
    facts,
    bookable,
    open,
    record,
    standing,
    prices,
    region,
    owner,
    units = [],
    ownClass,
  } = loaderData;
  const priceLines = prices.map((row, index) => ({ ...row, id: String(index) }));
  return (
    <>
      <Flash messages={{ rules: t("done.rules") }} />
      <Breadcrumb steps={[{ to: "/?kind=facility", label: t("common:nav.facilities") }]} />
      <FacilityHead {...loaderData} />
      {!open && <Notice kind="warning" title={t("facility.notBookable")} />}
      <ProblemBanner problems={loaderData.faults} zone={bookable.zone} />
      <Gallery images={loaderData.images} title={loaderData.title} />
      <div className="grid gap-x-12 lg:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]">
        <Section id="about" title={t("facility.about")}>
          <Abilities facts={facts} />
        </Section>
        <Section id="prices" title={t("facility.prices")}>
          <PriceTable prices={priceLines} own={ownClass} />
          {facts.feeNote && (
            <p className="max-w-reading pt-3 text-sm whitespace-pre-line text-muted">{facts.feeNote}</p>
          )}
        </Section>
        <div className="pb-6 lg:col-span-2">
          <CostsInDetail prices={priceLines} />
        </div>
      </div>
      {open && (
        <Section
          id="times"
          title={t("facility.times")}
          aside={
            <Link className="link" to={togetherOf([listing.id])}>
              {t("together:link")}
            </Link>
          }
        >
          <FreeTimes
            facilityId={listing.id}
            zone={bookable.zone}
            week={loaderData.calendar}
            view={loaderData.view}
            lengths={loaderData.lengths}
            length={loaderData.length}
            next={loaderData.next}
            night={loaderData.night}
          />
        </Section>
      )}
      <Section id="rules" title={t("facility.rules")}>
        <RulesInWords rules={bookable.rules} openings={bookable.openings} />
      </Section>
      <Requirements {...loaderData} />
      <Section id="specification" title={t("facility.specification")}>
        <Specification facts={facts} units={units} />
      </Section>
      <Section id="record" title={t("facility.record")}>
        <RecordOfUse record={record} facts={facts} />
      </Section>
      <Section id="where" title={t("facility.where")}>
        <WhereAndWho facts={facts} region={region} owner={owner} standing={standing} />
      </Section>
      <Documents title={t("facility.documents")} documents={loaderData.documents} />
    </>
  );
}

/** What operating it takes, and what follows when bookings go wrong. */
function Requirements({ required, bookable, manages, listing }: Route.ComponentProps["loaderData"]) {
  const { t } = useTranslation(["qualification", "conduct"]);
  const edit = manages && (
    <Link className="link" to={`/organization/facilities/${listing.id}/qualifications`}>
      {t("facility.title")}
    </Link>
  );
  return (
    <>
      {(required.length > 0 || edit) && (
        <Section id="qualifications" title={t("required.title")} aside={edit}>
          {required.length > 0 && <p className="max-w-reading pb-2">{t("required.lead")}</p>}
          {required.length > 0 ? <RequiredTypes types={required} /> : <p>{t("required.none")}</p>}
        </Section>
      )}
      <Section id="conduct" title={t("conduct:rules.title")}>
        <Consequences rules={bookable.rules} />
      </Section>
    </>
  );
}
