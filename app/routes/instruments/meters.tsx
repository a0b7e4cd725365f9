import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { InstrumentTabs } from "#app/components/instrument/instrument-tabs.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DataTable } from "#app/components/data-table.tsx";
import { formatDuration, localeOf } from "#app/components/format.ts";
import { Pager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { unmatchedUses } from "#app/domain/instrument/unmatched.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/meters.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const asked = Number(new URL(request.url).searchParams.get("page"));
  const page = Number.isInteger(asked) && asked > 0 ? asked : 1;
  return { ...(await unmatchedUses(scope.ctx, page)), page, title: scope.t("instrument:meters.title") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Meters({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("instrument");
  const { items, page, pages } = loaderData;
  return (
    <>
      <PageHead title={t("meters.title")} lead={t("meters.lead")} />
      <InstrumentTabs />
      <DataTable
        caption={t("meters.title")}
        captionHidden
        columns={useColumns()}
        rows={items}
        rowKey={({ unitId, start }) => `${unitId} ${start}`}
        empty={
          <EmptyState
            title={t("meters.none")}
            action={
              <ButtonLink look="secondary" to="/api/v1/docs">
                {t("meters.api")}
              </ButtonLink>
            }
          >
            {t("meters.noneDetail")}
          </EmptyState>
        }
      />
      <Pager page={page} pages={pages} />
    </>
  );
}

type Item = Route.ComponentProps["loaderData"]["items"][number];

function useColumns() {
  const { t, i18n } = useTranslation("instrument");
  const titleOf = useTitleOf();
  const locale = localeOf(i18n.language);
  return [
    {
      key: "facility",
      head: t("problems.facility"),
      rowHeader: true,
      cell: (item: Item) => (
        <Link className="link" to={`/at/${item.unitId}`}>
          {titleOf(item)} · {t("unit", { number: item.unit })}
        </Link>
      ),
    },
    {
      key: "from",
      head: t("meters.from"),
      cell: ({ start, zone }: Item) => <DateTime at={start} zone={zone} />,
    },
    {
      key: "to",
      head: t("meters.to"),
      cell: ({ end, zone }: Item) =>
        end === null ? t("meters.stillOn") : <DateTime at={end} zone={zone} weekday={false} />,
    },
    {
      key: "hours",
      head: t("meters.hours"),
      numeric: true,
      cell: ({ start, end }: Item) => (end === null ? "" : formatDuration((end - start) / 60_000, locale)),
    },
    {
      key: "note",
      head: t("meters.note"),
      cell: ({ noShow }: Item) =>
        noShow ? (
          <Link className="link" to={`/bookings/${noShow}`}>
            {t("meters.noShow")}
          </Link>
        ) : (
          t("meters.nothing")
        ),
    },
  ];
}
