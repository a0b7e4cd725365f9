import { FileLink } from "#app/components/file-link.tsx";
import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatBytes } from "#app/components/format.ts";
import { FileInput } from "#app/components/inputs.tsx";

interface ResultsProps {
  files: readonly { id: string; name: string; bytes: number }[];
  /** What may be uploaded; null for those who only read. */
  upload: { accept: string; megabytes: number } | null;
  errors?: string[];
}

/** The results of an order as links; those who do the work add and remove them. */
export function OrderResults({ files, upload, errors }: ResultsProps) {
  const { t } = useTranslation("samples");
  return (
    <div className="grid max-w-form gap-4">
      {files.length === 0 ? (
        <p className="text-muted">{t("detail.resultsNone")}</p>
      ) : (
        <ul className="grid">
          {files.map(({ id, name, bytes }) => (
            <li key={id} className="flex flex-wrap items-center gap-4 border-b border-hairline py-2">
              <FileLink href={`/files/${id}`} name={name} />
              <span className="tnum text-sm text-muted">{formatBytes(bytes)}</span>
              {upload && <Remove id={id} name={name} />}
            </li>
          ))}
        </ul>
      )}
      <p className="text-sm text-muted">{t("detail.resultsPrivate")}</p>
      {upload && (
        <Form method="post" encType="multipart/form-data" className="grid gap-3">
          <FileInput
            meta={plainField("file", undefined, errors)}
            label={t("detail.upload")}
            help={t("detail.uploadHelp", { megabytes: upload.megabytes })}
            accept={upload.accept}
          />
          <div>
            <SubmitButton look="secondary" name="intent" value="upload">
              {t("detail.uploadSubmit")}
            </SubmitButton>
          </div>
        </Form>
      )}
    </div>
  );
}

function Remove({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation("samples");
  const label = (
    <>
      {t("detail.remove")}
      <span className="sr-only"> {name}</span>
    </>
  );
  return (
    <Confirm label={label} look="quiet" small>
      <p>{t("detail.removeNote")}</p>
      <Form method="post">
        <input type="hidden" name="file" value={id} />
        <SubmitButton look="danger" small name="intent" value="remove">
          {t("detail.remove")}
        </SubmitButton>
      </Form>
    </Confirm>
  );
}
