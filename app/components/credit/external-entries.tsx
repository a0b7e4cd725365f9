import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { Button, SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import type { ListedEntry } from "#app/domain/credit/external/queries.server.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { noon } from "./external-table.tsx";

interface EntriesProps {
  entries: readonly ListedEntry[];
  acts: boolean;
  reply?: { about: string; error?: string };
}

/** What became of the rows of a list, each with what a person may do about it. */
export function EntryTable({ entries, acts, reply }: EntriesProps) {
  const { t } = useTranslation("external");
  return (
    <DataTable<ListedEntry>
      caption={t("entries")}
      captionHidden
      desk
      rows={entries}
      rowKey={({ id }) => id}
      empty={<p className="py-4 text-muted">{t("noEntries")}</p>}
      columns={[
        { key: "row", head: t("row"), numeric: true, cell: ({ row }) => row },
        {
          key: "entry",
          head: t("entry"),
          rowHeader: true,
          cell: ({ name, uscc, documentNo }) => (
            <span className="grid gap-0.5">
              {name}
              <span className="tnum text-sm font-normal text-muted">
                {[uscc, documentNo].filter(Boolean).join(" · ")}
              </span>
            </span>
          ),
        },
        {
          key: "what",
          head: t("what"),
          cell: ({ reason }) => <span className="line-clamp-3">{reason}</span>,
        },
        { key: "on", head: t("listedOn"), cell: ({ listedOn }) => listedOn && <Day at={noon(listedOn)} /> },
        { key: "subject", head: t("subject"), cell: (entry) => <Subject entry={entry} /> },
        ...(acts
          ? [
              {
                key: "acts",
                head: <span className="sr-only">{t("withdraw")}</span>,
                cell: (entry: ListedEntry) => <Acts entry={entry} reply={reply} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function Subject({ entry: { match, subject, withdrawnReason } }: { entry: ListedEntry }) {
  const { t } = useTranslation("external");
  return (
    <span className="grid gap-0.5">
      {subject && (
        <Link className="link" to={`/credit/${subject.uscc}`}>
          <OrganizationName {...subject} />
        </Link>
      )}
      {subject && <span className="tnum text-sm text-muted">{subject.uscc}</span>}
      <span className="text-sm text-muted">{withdrawnReason || t(`match.${match}`)}</span>
    </span>
  );
}

function Acts({ entry, reply }: { entry: ListedEntry; reply: EntriesProps["reply"] }) {
  const { t } = useTranslation("external");
  if (entry.withdrawnReason !== "") return null;
  const error = reply?.about === entry.id ? reply.error : undefined;
  return (
    <div className="flex flex-wrap items-start gap-2">
      {entry.match === "suggested" && (
        <Form method="post" className="flex flex-wrap gap-2">
          <input type="hidden" name="entryId" value={entry.id} />
          {(["confirm", "refuse"] as const).map((intent) => (
            <Button key={intent} look="secondary" small type="submit" name="intent" value={intent}>
              {t(intent)}
              <span className="sr-only"> {entry.name}</span>
            </Button>
          ))}
        </Form>
      )}
      <Confirm
        small
        look="quiet"
        open={error !== undefined}
        label={
          <>
            {t("withdraw")}
            <span className="sr-only"> {entry.name}</span>
          </>
        }
      >
        <WithdrawForm intent="withdraw" entryId={entry.id} error={error} />
      </Confirm>
    </div>
  );
}

interface WithdrawProps {
  intent: "withdraw" | "withdraw_list";
  entryId?: string;
  error?: string;
}

/** Takes an entry, or all of a list, back for a reason. */
export function WithdrawForm({ intent, entryId, error }: WithdrawProps) {
  const { t } = useTranslation("external");
  return (
    <>
      <p>{t("withdrawNote")}</p>
      <Form method="post" className="grid w-full gap-4">
        <input type="hidden" name="intent" value={intent} />
        {entryId && <input type="hidden" name="entryId" value={entryId} />}
        <TextArea
          meta={{
            ...plainField("reason", undefined, error ? [error] : undefined),
            id: `reason-${entryId ?? intent}`,
          }}
          label={t("reason")}
          max={500}
          rows={2}
        />
        <div>
          <SubmitButton look="danger">{t(intent === "withdraw" ? "withdraw" : "withdrawList")}</SubmitButton>
        </div>
      </Form>
    </>
  );
}

interface Rejected {
  row: number;
  column: string;
  message: string;
}

/** The rows that were left out, each with its column and why. */
export function RejectedTable({ rows, all }: { rows: readonly Rejected[]; all: number }) {
  const { t } = useTranslation("external");
  return (
    <>
      <DataTable<Rejected>
        caption={t("rejectedRows")}
        captionHidden
        desk
        rows={rows}
        rowKey={({ row }) => String(row)}
        columns={[
          { key: "row", head: t("row"), rowHeader: true, cell: ({ row }) => row },
          { key: "column", head: t("column"), cell: ({ column }) => say(t, `external:columns.${column}`) },
          { key: "why", head: t("why"), cell: ({ message }) => message },
        ]}
      />
      {all > rows.length && (
        <p className="pt-2 text-sm text-muted">{t("rejectedMore", { count: rows.length })}</p>
      )}
    </>
  );
}
