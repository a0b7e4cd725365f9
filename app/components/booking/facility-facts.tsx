import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { formatCount, formatLargeMoney, formatShare, localeOf } from "#app/components/format.ts";
import { Chips, DescriptionList, KeyFigures } from "#app/components/lists.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import type { UseRecord } from "#app/domain/booking/use-record.server.ts";
import type { FundingSource, ServiceWay } from "#db/schema/vocabulary.ts";

export interface FacilityFacts {
  innerId: string;
  classCode: string;
  department: string;
  source: "purchased" | "developed" | "donated" | "other";
  maker: string;
  model: string;
  nation: string;
  worth: number | null;
  fundingSources: readonly FundingSource[];
  commissionedOn: string | null;
  technical: string;
  functions: string;
  serviceContent: string;
  requirement: string;
  feeNote: string;
  serviceWays: readonly ServiceWay[];
  accreditation: readonly string[];
  yearHours: number | null;
  yearSharedHours: number | null;
  serviceUrl: string;
  street: string;
  building: string;
  contactName: string;
  contactPhone: string;
  contactEmail: string;
}

/** What the facility can do, in its provider's words. */
export function Abilities({ facts }: { facts: FacilityFacts }) {
  const { t } = useTranslation("catalog");
  const parts = [
    { head: t("path.facility.functions"), text: facts.functions },
    { head: t("path.facility.serviceContent"), text: facts.serviceContent },
    { head: t("path.facility.requirement"), text: facts.requirement },
  ].filter(({ text }) => text !== "");
  return (
    <div className="grid max-w-reading gap-4">
      {parts.map(({ head, text }) => (
        <div key={head}>
          <h3 className="font-semibold">{head}</h3>
          <p className="whitespace-pre-line">{text}</p>
        </div>
      ))}
      <Chips>
        {facts.serviceWays.map((way) => (
          <span key={way} className="chip">
            {t(`option.serviceWays.${way}`)}
          </span>
        ))}
        {facts.accreditation.map((name) => (
          <span key={name} className="chip">
            {name}
          </span>
        ))}
      </Chips>
    </div>
  );
}

/** The specification as a table of facts. */
export function Specification({
  facts,
  units,
}: {
  facts: FacilityFacts;
  units: readonly { number: number; label: string }[];
}) {
  const { t, i18n } = useTranslation("catalog");
  const list = i18n.language === "en" ? ", " : "、";
  return (
    <DescriptionList
      columns={2}
      facts={[
        { term: t("path.facility.maker"), value: facts.maker },
        { term: t("path.facility.model"), value: facts.model },
        { term: t("path.facility.nation"), value: facts.nation },
        {
          term: t("path.facility.technical"),
          value: facts.technical && <span className="whitespace-pre-line">{facts.technical}</span>,
        },
        {
          term: t("path.facility.worth"),
          value: facts.worth !== null && formatLargeMoney(facts.worth, localeOf(i18n.language)),
        },
        {
          term: t("path.facility.fundingSources"),
          value: facts.fundingSources.map((name) => t(`option.fundingSources.${name}`)).join(list),
        },
        {
          term: t("path.facility.commissionedOn"),
          value: facts.commissionedOn && <Day at={facts.commissionedOn} />,
        },
        { term: t("path.facility.classCode"), value: <span className="tnum">{facts.classCode}</span> },
        { term: t("path.facility.innerId"), value: facts.innerId },
        { term: t("path.facility.source"), value: t(`option.instrumentSources.${facts.source}`) },
        {
          term: t("path.units"),
          value: units
            .map(({ number, label }) => (label ? `${number} · ${label}` : String(number)))
            .join(list),
        },
      ].filter(({ value }) => value !== false)}
    />
  );
}

interface Owner {
  id: string;
  nameZh: string;
  nameEn: string;
}

interface WhereProps {
  facts: FacilityFacts;
  region: { nameZh: string; nameEn: string } | null;
  owner: Owner;
  standing: { grade: string; score: number } | null;
}

/** Where it stands, who answers for it and how they are rated. */
export function WhereAndWho({ facts, region, owner, standing }: WhereProps) {
  const { t } = useTranslation(["booking", "catalog"]);
  const nameOf = useNameOf();
  return (
    <DescriptionList
      columns={2}
      facts={[
        {
          term: t("facility.owner"),
          value: (
            <Link className="link" to={`/organizations/${owner.id}`}>
              <OrganizationName {...owner} />
            </Link>
          ),
        },
        { term: t("record.grade"), value: standing?.grade },
        { term: t("record.score"), value: standing && <span className="tnum">{standing.score}</span> },
        { term: t("catalog:path.facility.department"), value: facts.department },
        { term: t("catalog:path.regionCode"), value: nameOf(region) },
        {
          term: t("catalog:path.facility.street"),
          value: [facts.street, facts.building].filter(Boolean).join(" "),
        },
        { term: t("catalog:path.facility.contactName"), value: facts.contactName },
        {
          term: t("catalog:path.facility.contactPhone"),
          value: facts.contactPhone && (
            <a className="link tnum" href={`tel:${facts.contactPhone.replace(/[^\d+]/g, "")}`}>
              {facts.contactPhone}
            </a>
          ),
        },
        {
          term: t("catalog:path.facility.contactEmail"),
          value: facts.contactEmail && (
            <a className="link" href={`mailto:${facts.contactEmail}`}>
              {facts.contactEmail}
            </a>
          ),
        },
        {
          term: t("catalog:path.facility.serviceUrl"),
          value: facts.serviceUrl && (
            <a className="link break-all" rel="noreferrer nofollow" href={facts.serviceUrl}>
              {facts.serviceUrl}
            </a>
          ),
        },
      ]}
    />
  );
}

/** How much it was used, for whom, and how its users found it. */
export function RecordOfUse({ record, facts }: { record: UseRecord; facts: FacilityFacts }) {
  const { t, i18n } = useTranslation(["booking", "catalog"]);
  const locale = localeOf(i18n.language);
  const year = facts.yearHours !== null && facts.yearSharedHours !== null && (
    <p className="pt-3 text-sm text-muted">
      {t("record.year", { all: formatCount(facts.yearHours), shared: formatCount(facts.yearSharedHours) })}
    </p>
  );
  if (record.uses === 0) {
    return (
      <>
        <p className="text-muted">{t("record.none")}</p>
        {year}
      </>
    );
  }
  const figures = [
    { term: t("record.uses"), value: formatCount(record.uses) },
    { term: t("record.hours"), value: formatCount(Math.round(record.hours)) },
    {
      term: t("record.external"),
      value: record.externalShare === null ? null : formatShare(record.externalShare, locale),
    },
    {
      term: t("record.satisfied", { count: record.evaluations }),
      value: record.satisfied === null ? null : formatShare(record.satisfied, locale),
    },
  ];
  return (
    <>
      <KeyFigures figures={figures.filter(({ value }) => value !== null)} />
      {year}
    </>
  );
}
