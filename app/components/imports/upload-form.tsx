import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { FileInput } from "#app/components/inputs.tsx";
import { Disclosure } from "#app/components/small.tsx";
import { ReadingFields } from "./reading-fields.tsx";

interface UploadFormProps {
  form: ComponentProps<typeof ErrorSummary>["form"];
  fields: Record<"file" | "format" | "encoding" | "delimiter", FieldMeta>;
  props: ComponentProps<typeof Form>;
}

/** A list from disk, and for the rare case what it is. */
export function UploadForm({ form, fields, props }: UploadFormProps) {
  const { t } = useTranslation("imports");
  const labels = {
    file: t("upload.file"),
    format: t("format.label"),
    encoding: t("encoding.label"),
    delimiter: t("delimiter.label"),
  };
  return (
    <Form method="post" encType="multipart/form-data" className="grid gap-5" {...props}>
      <p className="text-sm text-muted">{t("upload.lead")}</p>
      <ErrorSummary form={form} fields={fields} labels={labels} />
      <FileInput
        meta={fields.file}
        label={t("upload.file")}
        help={t("upload.fileHelp")}
        accept=".csv,.tsv,.txt,.xlsx,.xls"
      />
      <Disclosure summary={t("upload.more")} open={Object.keys(form.allErrors).length > 0}>
        <ReadingFields fields={fields} />
      </Disclosure>
      <SubmitRow label={t("upload.submit")} />
    </Form>
  );
}
