import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { DataTable } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { localeOf } from "#app/components/format.ts";
import { SubmitRow } from "#app/components/form.tsx";
import { Section } from "#app/components/page-head.tsx";
import { Disclosure } from "#app/components/small.tsx";
import type { ImportView } from "#app/domain/catalog/imports/queries.server.ts";
import { fieldLabel, missingFields } from "./field-label.ts";
import { ReadingFields } from "./reading-fields.tsx";

interface MappingEditorProps {
  view: ImportView;
  samples: Record<string, string>;
}

/** Where on the page a person says what the columns are. */
export const columnsId = "columns";

/** Which column of the file means what; posted as one field key, or `-`, for each column in order. */
export function MappingEditor({ view, samples }: MappingEditorProps) {
  const { t } = useTranslation("imports");
  const unmapped = view.headers.some((header) => !view.mapping[header]);
  return (
    <Section id={columnsId} title={t("mapping.title")}>
      <Disclosure summary={t("mapping.lead")} open={unmapped || missingFields(view).length > 0}>
        <Form method="post" className="grid gap-4">
          <input type="hidden" name="intent" value="revise" />
          <input type="hidden" name="format" value={view.format} />
          <input type="hidden" name="encoding" value={view.options.encoding ?? "auto"} />
          <input type="hidden" name="delimiter" value={view.options.delimiter ?? "auto"} />
          <DataTable<string>
            caption={t("mapping.title")}
            captionHidden
            rows={view.headers}
            rowKey={(header) => header}
            columns={[
              { key: "column", head: t("mapping.column"), rowHeader: true, cell: (header) => header },
              {
                key: "sample",
                head: t("mapping.sample"),
                cell: (header) => <span className="break-words text-muted">{samples[header] ?? ""}</span>,
              },
              {
                key: "field",
                head: t("mapping.field"),
                cell: (header) => <FieldChoice view={view} header={header} />,
              },
            ]}
          />
          <SubmitRow label={t("mapping.submit")} />
        </Form>
      </Disclosure>
    </Section>
  );
}

function FieldChoice({ view, header }: { view: ImportView; header: string }) {
  const { t, i18n } = useTranslation("imports");
  const chinese = localeOf(i18n.language) === "zh-CN";
  return (
    <select
      className="select w-full min-w-0"
      name="columns"
      defaultValue={view.mapping[header] ?? "-"}
      aria-label={t("mapping.of", { header })}
    >
      <option value="-">{t("mapping.ignore")}</option>
      {view.fields.map(({ key, headers, required }) => {
        const label = fieldLabel(headers, chinese);
        return (
          <option key={key} value={key}>
            {required ? t("mapping.required", { label }) : label}
          </option>
        );
      })}
    </select>
  );
}

/** The same file taken for another format or encoding. */
export function Reread({ view }: { view: ImportView }) {
  const { t } = useTranslation("imports");
  const { options } = view;
  const fields = {
    format: plainField("format", options.format ?? "auto"),
    encoding: plainField("encoding", options.encoding ?? "auto"),
    delimiter: plainField("delimiter", options.delimiter ?? "auto"),
  };
  return (
    <Section title={t("mapping.reread")}>
      <Disclosure summary={t("mapping.rereadLead")} open={view.state === "failed"}>
        <Form method="post" className="grid max-w-form gap-4">
          <input type="hidden" name="intent" value="revise" />
          <ReadingFields fields={fields} />
          <SubmitRow label={t("mapping.rereadSubmit")} />
        </Form>
      </Disclosure>
    </Section>
  );
}
