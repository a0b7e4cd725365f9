import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Confirm } from "#app/components/confirm.tsx";
import { type Column, DataTable } from "#app/components/data-table.tsx";
import { formatDeadline, formatDuration, localeOf } from "#app/components/format.ts";
import { DateRange } from "#app/components/text.tsx";
import { WaitStateTag } from "./wait-state.tsx";
import type { WaitLine } from "./wait-line.ts";

/** What somebody waits for, their place, and what they may do about it. */
export function OwnWaits({ items, empty }: { items: readonly WaitLine[]; empty: ReactNode }) {
  const { t } = useTranslation("waitlist");
  return (
    <DataTable<WaitLine>
      caption={t("title")}
      captionHidden
      rows={items}
      rowKey={({ entry }) => entry.id}
      empty={empty}
      columns={useColumns()}
    />
  );
}

function useColumns(): Column<WaitLine>[] {
  const { t, i18n } = useTranslation("waitlist");
  const titleOf = useTitleOf();
  const locale = localeOf(i18n.language);
  return [
    {
      key: "facility",
      head: t("list.facility"),
      rowHeader: true,
      cell: (line) => (
        <Link className="link" to={`/facilities/${line.entry.facilityId}`}>
          {titleOf(line)}
        </Link>
      ),
    },
    {
      key: "window",
      head: t("list.window"),
      cell: ({ entry, zone }) => (
        <>
          <DateRange starts={entry.earliest} ends={entry.latest} zone={zone} />{" "}
          <span className="text-muted">{formatDuration(entry.minutes, locale)}</span>
        </>
      ),
    },
    { key: "state", head: t("list.state"), cell: ({ state }) => <WaitStateTag state={state} /> },
    {
      key: "place",
      head: t("list.place"),
      cell: ({ state, before }) =>
        state === "waiting" && (before === 0 ? t("list.first") : t("list.before", { count: before })),
    },
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
    { key: "act", head: t("list.act"), cell: (line) => <Acts line={line} /> },
  ];
}

function Acts({ line: { state, entry } }: { line: WaitLine }) {
  const { t } = useTranslation("waitlist");
  if (state === "offered") {
    return (
      <div className="flex flex-wrap items-start gap-2">
        <Press intent="take" id={entry.id} look="primary" />
        <Confirm label={t("act.pass")}>
          <p>{t("act.passNote")}</p>
          <Press intent="pass" id={entry.id} look="danger" />
        </Confirm>
      </div>
    );
  }
  return (
    state === "waiting" && (
      <Confirm label={t("act.stop")} look="quiet" small>
        <p>{t("act.stopNote")}</p>
        <Press intent="stop-waiting" id={entry.id} look="danger" />
      </Confirm>
    )
  );
}

const words = { take: "act.take", pass: "act.pass", "stop-waiting": "act.stop" } as const;

function Press({ intent, id, look }: { intent: keyof typeof words; id: string; look: "primary" | "danger" }) {
  const { t } = useTranslation("waitlist");
  return (
    <Form method="post">
      <input type="hidden" name="id" value={id} />
      <SubmitButton name="intent" value={intent} look={look}>
        {t(words[intent])}
      </SubmitButton>
    </Form>
  );
}
