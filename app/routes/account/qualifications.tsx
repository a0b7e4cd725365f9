import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { formatRange, localeOf } from "#app/components/format.ts";
import { AccountTabs } from "#app/components/identity/account-tabs.tsx";
import { CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Standing } from "#app/components/qualification/standing.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import { ownQualifications } from "#app/domain/qualification/own-queries.server.ts";
import { ownSeats } from "#app/domain/qualification/session-queries.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/qualifications.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const after = new URL(request.url).searchParams.get("after");
  const [page, seats] = await Promise.all([
    ownQualifications(scope.ctx, after !== null && isUuid(after) ? after : undefined),
    ownSeats(scope.ctx),
  ]);
  return { title: scope.t("qualification:own.title"), after, seats, ...page };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function OwnQualifications({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("qualification");
  const nameOf = useNameOf();
  const { items, seats, after, next } = loaderData;
  return (
    <>
      <PageHead title={t("own.title")} lead={t("own.lead")} />
      <AccountTabs />
      {seats.length > 0 && <OwnSeats seats={seats} />}
      <DataTable
        caption={t("own.title")}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("own.none")}>{t("own.noneDetail")}</EmptyState>}
        columns={[
          {
            key: "name",
            head: t("own.name"),
            rowHeader: true,
            cell: (row) => <RowLink to={`/account/qualifications/${row.id}`}>{nameOf(row)}</RowLink>,
          },
          {
            key: "issuer",
            head: t("own.issuer"),
            cell: (row) => <OrganizationName nameZh={row.issuerZh} nameEn={row.issuerEn} />,
          },
          { key: "granted", head: t("own.granted"), cell: ({ grantedAt }) => <Day at={grantedAt} /> },
          {
            key: "state",
            head: t("own.state"),
            cell: ({ standing, end }) => <Standing standing={standing} end={end} />,
          },
        ]}
      />
      <CursorPager after={after} next={next} />
    </>
  );
}

function OwnSeats({ seats }: { seats: Route.ComponentProps["loaderData"]["seats"] }) {
  const { t, i18n } = useTranslation("qualification");
  const nameOf = useNameOf();
  return (
    <Section title={t("own.seats")}>
      <ul className="grid gap-3">
        {seats.map((seat) => (
          <li key={seat.sessionId}>
            <Link className="link" to={`/qualifications/${seat.typeId}`}>
              {nameOf(seat)}
            </Link>
            <span className="block text-sm text-muted">
              {formatRange(seat.startsAt, seat.endsAt, localeOf(i18n.language), seat.timezone)} · {seat.place}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
