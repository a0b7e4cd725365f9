import { useTranslation } from "react-i18next";
import { Form, useSearchParams } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { type Column, DataTable, RowLink } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatCount, formatDate, formatMoney, localeOf } from "#app/components/format.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { KeyFigures } from "#app/components/lists.tsx";
import { Pager, Tabs } from "#app/components/navigation-bits.tsx";
import { SubjectOfCharge } from "#app/components/money/charge-subject.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Money, OrganizationName } from "#app/components/text.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { causeName, causeNames, chargeState, chargeTone, useWhy } from "./words.ts";
import type {
  OwedItem,
  OwedSide,
  OwedTotals,
  OwedView,
} from "#app/domain/money/overview/list-owed.server.ts";

export interface OwedScreenProps {
  side: OwedSide;
  view: OwedView;
  views: readonly OwedView[];
  search: string;
  cause: string;
  items: readonly OwedItem[];
  totals: OwedTotals;
  page: number;
  pages: number;
}

/** What an organisation owes or is owed: why, by when, how late; with sums over everything that is shown. */
export function OwedScreen(props: OwedScreenProps) {
  const { side, view, views, items, totals, page, pages } = props;
  const { t } = useTranslation("billing");
  const [params] = useSearchParams();
  const columns = useColumns(side);
  return (
    <>
      <PageHead
        title={t(`owed.${side}.title`)}
        lead={t(`owed.${side}.lead`)}
        actions={
          <ButtonLink look="secondary" reloadDocument to={`/organization/${side}.xlsx?${params}`}>
            {t("owed.xlsx")}
          </ButtonLink>
        }
      />
      <OrganizationTabs />
      <Tabs
        label={t("owed.views")}
        tabs={views.map((name) => ({
          to: `?view=${name}`,
          label: t(`owed.view.${name}`),
          current: name === view,
        }))}
      />
      <Narrow {...props} />
      <KeyFigures
        figures={[
          { term: t("owed.due.term"), value: formatMoney(totals.outstanding) },
          { term: t("owed.due.overdue"), value: formatMoney(totals.overdue) },
          { term: t("owed.due.count"), value: formatCount(totals.count) },
        ]}
      />
      <DataTable<OwedItem>
        caption={t(`owed.${side}.title`)}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        columns={columns}
        empty={<EmptyState title={t(`owed.none.${view}`)}>{t(`owed.noneDetail.${side}`)}</EmptyState>}
      />
      <Pager page={page} pages={pages} />
    </>
  );
}

function Narrow({ view, search, cause }: OwedScreenProps) {
  const { t } = useTranslation("billing");
  return (
    <Form className="flex flex-wrap items-end gap-x-4 gap-y-3 py-4" key={`${view} ${search} ${cause}`}>
      <input type="hidden" name="view" value={view} />
      <TextInput
        meta={plainField("q", search)}
        label={t("owed.search")}
        type="search"
        width="medium"
        maxLength={100}
      />
      <Select
        meta={plainField("cause", cause)}
        label={t("owed.cause")}
        placeholder={t("owed.anyCause")}
        options={causeNames.map((value) => ({ value, label: t(`cause.${value}`) }))}
      />
      <SubmitButton look="secondary">{t("owed.filter")}</SubmitButton>
    </Form>
  );
}

function useColumns(side: OwedSide): readonly Column<OwedItem>[] {
  const { t, i18n } = useTranslation("billing");
  const why = useWhy();
  const locale = localeOf(i18n.language);
  return [
    {
      key: "reference",
      head: t("owed.column.reference"),
      rowHeader: true,
      cell: ({ id, reference }) => (
        <RowLink to={`/organization/charges/${id}`}>
          <span className="tnum">{reference}</span>
        </RowLink>
      ),
    },
    { key: "other", head: t(`owed.column.${side}`), cell: ({ other }) => <OrganizationName {...other} /> },
    {
      key: "why",
      head: t("owed.column.why"),
      cell: ({ causeType, lines, subject }) => (
        <>
          {subject ? <SubjectOfCharge subject={subject} /> : t(`cause.${causeName(causeType)}`)}
          <span className="block text-sm text-muted">{why(lines)}</span>
        </>
      ),
    },
    {
      key: "amount",
      head: t("owed.column.amount"),
      numeric: true,
      cell: ({ amount }) => <Money fen={amount} />,
    },
    {
      key: "outstanding",
      head: t("owed.column.outstanding"),
      numeric: true,
      cell: ({ outstanding }) => <Money fen={outstanding} />,
    },
    {
      key: "due",
      head: t("owed.column.due"),
      cell: ({ dueOn, law, daysLate, interest, outstanding }) => (
        <>
          <time dateTime={dueOn}>{formatDate(`${dueOn}T12:00:00+08:00`, locale)}</time>
          {law && <span className="block text-xs text-muted">{t(`owed.lawShort.${law}`)}</span>}
          {outstanding > 0 && daysLate > 0 && (
            <span className="block font-medium text-refused">
              {t("owed.late", { count: daysLate })}
              {interest > 0 && (
                <span className="block text-xs">{t("owed.interest", { amount: formatMoney(interest) })}</span>
              )}
            </span>
          )}
        </>
      ),
    },
    {
      key: "state",
      head: t("owed.column.state"),
      cell: ({ state }) => (
        <StateTag tone={chargeTone[chargeState(state)]}>{t(`state.${chargeState(state)}`)}</StateTag>
      ),
    },
  ];
}
