import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { DetailName, DetailValue } from "./detail-words.tsx";

type Detail = Record<string, unknown>;

interface Row {
  name: string;
  before: unknown;
  after: unknown;
}

/** What an entry says besides its state: values before and after beside each other, others by name. */
export function EntryDetail({ detail }: { detail: Detail }) {
  const { t } = useTranslation("oversight");
  const { before, after, ...others } = detail;
  const compared = isRecord(before) && isRecord(after) ? rowsOf(before, after) : [];
  const facts = Object.entries(compared.length > 0 ? others : detail);
  return (
    <div className="grid gap-6">
      {compared.length > 0 && (
        <DataTable<Row>
          caption={t("entry.compared")}
          captionHidden
          rows={compared}
          rowKey={({ name }) => name}
          columns={[
            {
              key: "name",
              head: t("entry.field"),
              rowHeader: true,
              cell: ({ name }) => <DetailName name={name} />,
            },
            {
              key: "before",
              head: t("entry.before"),
              cell: ({ name, before: value }) => <DetailValue name={name} value={value} />,
            },
            {
              key: "after",
              head: t("entry.after"),
              cell: ({ name, after: value }) => <DetailValue name={name} value={value} />,
            },
          ]}
        />
      )}
      {facts.length > 0 && (
        <DescriptionList
          facts={facts.map(([name, value]) => ({
            term: <DetailName name={name} />,
            value: <DetailValue name={name} value={value} />,
          }))}
        />
      )}
    </div>
  );
}

const rowsOf = (before: Detail, after: Detail): Row[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((name) => ({ name, before: before[name], after: after[name] }))
    .filter((row) => JSON.stringify(row.before) !== JSON.stringify(row.after));

const isRecord = (value: unknown): value is Detail =>
  typeof value === "object" && value !== null && !Array.isArray(value);
