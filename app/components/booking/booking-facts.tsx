import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { localeOf, zoneName } from "#app/components/format.ts";
import { Link } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DescriptionList, type Fact } from "#app/components/lists.tsx";
import { Copyable } from "#app/components/small.tsx";
import { DateRange, Money, OrganizationName } from "#app/components/text.tsx";
import type { KeptAnswer } from "#app/domain/booking/questions.ts";
import { shortCode } from "#app/domain/short-code.ts";
import { usedAgain } from "#app/domain/booking/reused.ts";
import type { Evaluation, FundingSource, ServiceType, ServiceWay } from "#db/schema/vocabulary.ts";

interface FactsProps {
  booking: {
    id: string;
    facilityId: string;
    providerId: string;
    organizationId: string;
    startsAt: Date;
    endsAt: Date;
    way: ServiceWay;
    purpose: string;
    project: string;
    note: string;
    price: number | null;
    priceItem: string;
    charge: number | null;
    state: string;
    chargeWaiver: string;
    answers: readonly KeptAnswer[];
  };
  titleZh: string;
  titleEn: string;
  zone: string;
  userName: string;
  organizationZh: string;
  organizationEn: string;
  providerZh: string;
  providerEn: string;
  unit: number;
  unitLabel: string;
  accessories: readonly { name: string; quantity: number }[];
  groupName: string | null;
  bookedByName: string | null;
}

/** What was booked, by whom, of whom, for how much. */
export function BookingFacts({ booking, zone, ...names }: FactsProps) {
  const { t, i18n } = useTranslation(["booking", "catalog"]);
  const titleOf = useTitleOf();
  const charge = booking.charge !== null && booking.charge > 0 && (
    <span className="font-semibold text-refused">
      <Money fen={booking.charge} />
    </span>
  );
  return (
    <DescriptionList
      columns={2}
      facts={[
        {
          term: t("list.facility"),
          value: (
            <Link className="link" to={`/facilities/${booking.facilityId}`}>
              {titleOf(names)}
            </Link>
          ),
        },
        {
          term: t("detail.when"),
          value: <DateRange starts={booking.startsAt} ends={booking.endsAt} zone={zone} />,
          note: zoneName(zone, localeOf(i18n.language)),
        },
        {
          term: t("detail.unit"),
          value: t("book.unitNumber", { number: names.unit }),
          note: names.unitLabel,
        },
        { term: t("detail.way"), value: t(`catalog:option.serviceWays.${booking.way}`) },
        {
          term: t("detail.price"),
          value: booking.price === null ? t("book.byQuotation") : <Money fen={booking.price} />,
          note: booking.priceItem,
        },
        chargeFact(t, booking, charge),
        { term: t("detail.purpose"), value: booking.purpose },
        ...booking.answers.map(({ textZh, textEn, kind, answer }) => ({
          term: (i18n.language === "en" && textEn) || textZh,
          value: kind === "yes_no" ? t(answer === "yes" ? "question.yes" : "question.no") : answer,
        })),
        { term: t("detail.project"), value: booking.project },
        { term: t("detail.note"), value: booking.note },
        {
          term: t("book.accessories"),
          value: names.accessories
            .map(({ name, quantity }) => (quantity > 1 ? `${name} × ${quantity}` : name))
            .join(t("rule.listJoin")),
        },
        {
          term: t("detail.user"),
          value: names.userName,
          note: names.bookedByName && t("detail.bookedBy", { name: names.bookedByName }),
        },
        { term: t("book.group"), value: names.groupName },
        {
          term: t("detail.organization"),
          value: (
            <Organization
              id={booking.organizationId}
              nameZh={names.organizationZh}
              nameEn={names.organizationEn}
            />
          ),
        },
        {
          term: t("detail.provider"),
          value: <Organization id={booking.providerId} nameZh={names.providerZh} nameEn={names.providerEn} />,
        },
        { term: t("detail.number"), value: <Copyable text={shortCode(booking.id)} /> },
      ]}
    />
  );
}

/** What is owed, and why less or nothing: a charge for cancelling late falls when somebody else uses the time. */
function chargeFact(
  t: TFunction<["booking", "catalog"]>,
  { state, chargeWaiver }: FactsProps["booking"],
  charge: ReactNode,
): Fact {
  const term = t("detail.charge");
  if (charge) return { term, value: charge, note: state === "cancelled" && t("detail.chargeMayFall") };
  if (chargeWaiver === "") return { term, value: "" };
  const note = chargeWaiver === usedAgain ? t("detail.usedAgain") : chargeWaiver;
  return { term, value: t("detail.chargeDropped"), note };
}

const Organization = ({ id, nameZh, nameEn }: { id: string; nameZh: string; nameEn: string }) => (
  <Link className="link" to={`/organizations/${id}`}>
    <OrganizationName nameZh={nameZh} nameEn={nameEn} />
  </Link>
);

interface UsageProps {
  record: {
    actualFrom: Date;
    actualTo: Date;
    way: ServiceWay;
    external: boolean;
    content: string;
    amount: number;
    serviceType: ServiceType;
    project: string;
    funding: readonly FundingSource[];
    samples: number;
    agreement: boolean;
    evaluation: Evaluation | null;
    evaluationText: string;
  };
  zone: string;
}

/** The state's record of the use. */
export function UsageFacts({ record, zone }: UsageProps) {
  const { t } = useTranslation(["booking", "catalog"]);
  return (
    <DescriptionList
      columns={2}
      facts={[
        {
          term: t("detail.actual"),
          value: <DateRange starts={record.actualFrom} ends={record.actualTo} zone={zone} />,
        },
        { term: t("detail.way"), value: t(`catalog:option.serviceWays.${record.way}`) },
        { term: t("detail.amount"), value: <Money fen={record.amount} /> },
        { term: t("detail.external"), value: t(record.external ? "detail.outside" : "detail.inside") },
        { term: t("detail.content"), value: record.content },
        { term: t("act.serviceType"), value: t(`serviceType.${record.serviceType}`) },
        { term: t("act.project"), value: record.project },
        {
          term: t("act.funding"),
          value: record.funding.map((one) => t(`catalog:option.fundingSources.${one}`)).join(" · "),
        },
        { term: t("act.samples"), value: record.samples > 0 && String(record.samples) },
        { term: t("act.agreement"), value: t(record.agreement ? "detail.agreed" : "detail.notAgreed") },
        {
          term: t("detail.evaluation"),
          value: record.evaluation && t(`evaluation.${record.evaluation}`),
          note: record.evaluationText,
        },
      ]}
    />
  );
}
