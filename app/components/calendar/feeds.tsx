import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { formatDateTime, localeOf } from "#app/components/format.ts";
import { EmptyState, Notice } from "#app/components/notice.tsx";
import { Copyable } from "#app/components/small.tsx";
import { DateTime } from "#app/components/text.tsx";

export interface FeedLine {
  id: string;
  createdAt: Date;
  lastReadAt: Date | null;
  names: boolean;
  madeBy: string;
}

/** A new address, the only time it is shown. `webcal:` makes phones and desks offer to subscribe. */
export function NewFeed({ address }: { address: string }) {
  const { t } = useTranslation("calendar");
  return (
    <div className="pb-6">
      <Notice kind="success" live title={t("subscribe.made")}>
        <p>{t("subscribe.once")}</p>
        <Copyable text={address} />
        <p className="pt-1">
          <a className="link" href={address.replace(/^https?:/, "webcal:")}>
            {t("subscribe.open")}
          </a>
        </p>
      </Notice>
    </div>
  );
}

/** Addresses that work, with when each was last read, and their end. `facility`: whose they are and what they show differ. */
export function FeedTable({ feeds, facility = false }: { feeds: readonly FeedLine[]; facility?: boolean }) {
  const { t } = useTranslation("calendar");
  return (
    <DataTable<FeedLine>
      caption={t("subscribe.title")}
      captionHidden
      rows={feeds}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("subscribe.none")}>{t("subscribe.noneDetail")}</EmptyState>}
      columns={[
        {
          key: "kind",
          head: t("subscribe.kind"),
          rowHeader: true,
          cell: ({ names }) =>
            t(facility ? (names ? "subscribe.withNames" : "subscribe.busyOnly") : "subscribe.mine"),
        },
        ...(facility ? [{ key: "by", head: t("subscribe.by"), cell: ({ madeBy }: FeedLine) => madeBy }] : []),
        {
          key: "made",
          head: t("subscribe.createdAt"),
          cell: ({ createdAt }) => <DateTime at={createdAt} weekday={false} />,
        },
        {
          key: "read",
          head: t("subscribe.lastRead"),
          cell: ({ lastReadAt }) =>
            lastReadAt ? <DateTime at={lastReadAt} weekday={false} /> : t("subscribe.never"),
        },
        { key: "act", head: t("subscribe.act"), cell: (feed) => <Revoke feed={feed} /> },
      ]}
    />
  );
}

function Revoke({ feed }: { feed: FeedLine }) {
  const { t, i18n } = useTranslation("calendar");
  const when = formatDateTime(feed.createdAt, localeOf(i18n.language), undefined, false);
  return (
    <Form method="post">
      <SubmitButton
        small
        look="secondary"
        name="revoke"
        value={feed.id}
        aria-label={t("subscribe.revokeNamed", { when })}
      >
        {t("subscribe.revoke")}
      </SubmitButton>
    </Form>
  );
}
