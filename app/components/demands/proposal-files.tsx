import { FileLink } from "#app/components/file-link.tsx";
import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatBytes } from "#app/components/format.ts";
import { FileInput } from "#app/components/inputs.tsx";

interface FilesProps {
  files: readonly { id: string; name: string; bytes: number }[];
  /** What may be uploaded; null for those who only read. */
  upload: { accept: string; megabytes: number } | null;
  errors?: string[];
}

/** The files of a proposal as links; its author adds and removes them while it is sealed. */
export function ProposalFiles({ files, upload, errors }: FilesProps) {
  const { t } = useTranslation(["demands", "samples"]);
  return (
    <div className="grid max-w-form gap-4">
      {files.length === 0 && <p className="text-muted">{t("proposal.noFiles")}</p>}
      <ul className="grid">
        {files.map(({ id, name, bytes }) => (
          <li key={id} className="flex flex-wrap items-center gap-4 border-b border-hairline py-2">
            <FileLink href={`/files/${id}`} name={name} />
            <span className="tnum text-sm text-muted">{formatBytes(bytes)}</span>
            {upload && (
              <Form method="post">
                <input type="hidden" name="file" value={id} />
                <SubmitButton
                  look="quiet"
                  small
                  name="intent"
                  value="remove"
                  aria-label={`${t("samples:detail.remove")} ${name}`}
                >
                  {t("samples:detail.remove")}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {upload && (
        <Form method="post" encType="multipart/form-data" className="grid gap-3">
          <FileInput
            meta={plainField("file", undefined, errors)}
            label={t("proposal.file")}
            help={t("samples:detail.uploadHelp", { megabytes: upload.megabytes })}
            accept={upload.accept}
          />
          <div>
            <SubmitButton look="secondary" name="intent" value="upload">
              {t("samples:detail.uploadSubmit")}
            </SubmitButton>
          </div>
        </Form>
      )}
    </div>
  );
}
