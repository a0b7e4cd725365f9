import { useTranslation } from "react-i18next";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { formatRange, localeOf, type Moment } from "#app/components/format.ts";
import { TrainingTag } from "./standing.tsx";

interface PlannedSession {
  id: string;
  startsAt: Moment;
  endsAt: Moment;
  timezone: string;
  place: string;
  seats: number;
  taken: number;
  state: string;
  begun: boolean;
}

/** The trainings of a type, for those who hold them. */
export function SessionsTable({ rows }: { rows: readonly PlannedSession[] }) {
  const { t, i18n } = useTranslation("qualification");
  if (rows.length === 0) return <p className="text-muted">{t("sessions.none")}</p>;
  return (
    <DataTable<PlannedSession>
      caption={t("sessions.title")}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "when",
          head: t("sessions.when"),
          rowHeader: true,
          cell: ({ id, startsAt, endsAt, timezone }) => (
            <RowLink to={`/organization/trainings/${id}`}>
              {formatRange(startsAt, endsAt, localeOf(i18n.language), timezone)}
            </RowLink>
          ),
        },
        { key: "place", head: t("sessions.place"), cell: ({ place }) => place },
        {
          key: "taken",
          head: t("sessions.taken"),
          numeric: true,
          cell: ({ taken, seats }) => `${taken} / ${seats}`,
        },
        { key: "state", head: t("sessions.state"), cell: (row) => <TrainingTag {...row} /> },
      ]}
    />
  );
}
