import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { formatDeadline, formatDuration, localeOf } from "#app/components/format.ts";
import { DateRange, DateTime, OrganizationName } from "#app/components/text.tsx";
import type { WaitLine } from "./wait-line.ts";
import { WaitStateTag } from "./wait-state.tsx";

/** Who waits at a facility, first in line first. */
export function FacilityQueue({ items, empty }: { items: readonly WaitLine[]; empty: ReactNode }) {
  const { t, i18n } = useTranslation("waitlist");
  const locale = localeOf(i18n.language);
  return (
    <DataTable<WaitLine>
      caption={t("queue.title")}
      captionHidden
      desk
      rows={items}
      rowKey={({ entry }) => entry.id}
      empty={empty}
      columns={[
        {
          key: "who",
          head: t("list.who"),
          rowHeader: true,
          cell: ({ userName, organizationZh, organizationEn, entry }) => (
            <>
              {userName}{" "}
              <span className="text-sm font-normal text-muted">
                <OrganizationName nameZh={organizationZh} nameEn={organizationEn} /> · {entry.purpose}
              </span>
            </>
          ),
        },
        {
          key: "window",
          head: t("list.window"),
          cell: ({ entry, zone }) => <DateRange starts={entry.earliest} ends={entry.latest} zone={zone} />,
        },
        {
          key: "length",
          head: t("list.length"),
          cell: ({ entry }) => formatDuration(entry.minutes, locale),
        },
        { key: "state", head: t("list.state"), cell: ({ state }) => <WaitStateTag state={state} /> },
        {
          key: "offer",
          head: t("list.offer"),
          cell: ({ state, startsAt, endsAt, zone, entry }) =>
            state === "offered" &&
            startsAt &&
            endsAt && (
              <>
                <DateRange starts={startsAt} ends={endsAt} zone={zone} />
                {entry.deadline && (
                  <span className="block text-xs text-muted">
                    {t("list.until", { at: formatDeadline(entry.deadline, locale, zone) })}
                  </span>
                )}
              </>
            ),
        },
        {
          key: "since",
          head: t("list.since"),
          cell: ({ entry, zone }) => <DateTime at={entry.createdAt} zone={zone} weekday={false} />,
        },
      ]}
    />
  );
}
