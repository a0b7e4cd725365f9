import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import {
  Abilities,
  RecordOfUse,
  Specification,
  WhereAndWho,
} from "#app/components/booking/facility-facts.tsx";
import { FreeTimes } from "#app/components/booking/free-times.tsx";
import { CostsInDetail, PriceTable } from "#app/components/booking/prices.tsx";
import { RulesInWords } from "#app/components/booking/rules-in-words.tsx";
import { bookingPath } from "#app/components/booking/slot-links.ts";
import { useNameOf, useTitleOf } from "#app/components/catalog/labels.ts";
import { Consequences } from "#app/components/conduct/consequences.tsx";
import { formatBytes, localeOf } from "#app/components/format.ts";
import { Flash } from "#app/components/flash.tsx";
import { Chips } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { RequiredTypes } from "#app/components/qualification/required.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { DateRange } from "#app/components/text.tsx";
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
      <Head {...loaderData} />
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
      <Documents documents={loaderData.documents} />
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

function Head({
  listing,
  owner,
  region,
  facts,
  fields,
  open,
  next,
  bookable,
  manages,
}: Route.ComponentProps["loaderData"]) {
  const { t, i18n } = useTranslation(["booking", "catalog"]);
  const titleOf = useTitleOf();
  const nameOf = useNameOf();
  const locale = localeOf(i18n.language);
  const [first] = next;
  const summary = (locale === "en" && listing.summaryEn) || listing.summaryZh;
  return (
    <PageHead
      kicker={[t("facility.kicker"), nameOf(owner), nameOf(region)].filter(Boolean).join(" · ")}
      title={titleOf(listing)}
      lead={summary}
      state={
        <>
          {listing.state !== "published" && (
            <StateTag tone={toneOf(listing.state)}>{t(`catalog:state.${stateKey(listing.state)}`)}</StateTag>
          )}
          <span>{t(`catalog:option.runStates.${facts.runState}`)}</span>
          <span>{[facts.maker, facts.model].filter(Boolean).join(" ")}</span>
          <Chips>
            {fields.map((field) => (
              <span key={field.code} className="chip">
                {nameOf(field)}
              </span>
            ))}
          </Chips>
        </>
      }
      actions={
        <>
          {open && first && <ButtonLink to={bookingPath(listing.id, first)}>{t("facility.book")}</ButtonLink>}
          {open && bookable.ways.includes("commissioned") && (
            <ButtonLink look={first ? "secondary" : "primary"} to={`/facilities/${listing.id}/samples`}>
              {t("facility.sendSamples")}
            </ButtonLink>
          )}
          {manages && (
            <>
              <ButtonLink look="secondary" to={`/organization/listings/${listing.id}`}>
                {t("facility.edit")}
              </ButtonLink>
              <ButtonLink look="secondary" to={`/organization/facilities/${listing.id}/booking-rules`}>
                {t("facility.bookingRules")}
              </ButtonLink>
              <ButtonLink look="secondary" to={`/organization/facilities/${listing.id}/waitlist`}>
                {t("facility.waitlist")}
              </ButtonLink>
            </>
          )}
        </>
      }
      next={
        open && (
          <p>
            {first ? (
              <>
                {t("facility.nextFree")}{" "}
                <DateRange starts={first.start} ends={first.end} zone={bookable.zone} />
              </>
            ) : (
              t("facility.noneFree")
            )}
            {" · "}
            {t(bookable.rules.instant ? "facility.instant" : "facility.approval")}
          </p>
        )
      }
    />
  );
}

const stateKeys = [
  "draft",
  "submitted",
  "returned",
  "public_notice",
  "published",
  "suspended",
  "withdrawn",
] as const;
const stateKey = (state: string) => stateKeys.find((known) => known === state) ?? "draft";

function Gallery({ images, title }: { images: readonly { id: string; name: string }[]; title: string }) {
  const { t } = useTranslation(["booking", "catalog"]);
  if (images.length === 0) return null;
  return (
    <ul className="flex gap-3 overflow-x-auto pb-6" aria-label={t("facility.gallery")}>
      {images.map(({ id, name }) => (
        <li key={id} className="shrink-0">
          <img
            src={`/files/${id}`}
            alt={name.replace(/\.[a-z]+$/i, "") || title}
            loading="lazy"
            className="h-56 w-auto border border-hairline object-cover"
          />
        </li>
      ))}
    </ul>
  );
}

function Documents({ documents }: { documents: readonly { id: string; name: string; bytes: number }[] }) {
  const { t } = useTranslation(["booking", "catalog"]);
  if (documents.length === 0) return null;
  return (
    <Section title={t("facility.documents")}>
      <ul className="grid gap-1">
        {documents.map(({ id, name, bytes }) => (
          <li key={id}>
            <a className="link" href={`/files/${id}`}>
              {name}
            </a>{" "}
            <span className="text-sm text-muted">{formatBytes(bytes)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
