import { FileLink } from "#app/components/file-link.tsx";
import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatBytes } from "#app/components/format.ts";
import { FileInput } from "#app/components/inputs.tsx";
import type { ShownDispute } from "#app/domain/money/stripe/disputes/queries.server.ts";
import { evidenceKinds } from "#db/schema/vocabulary.ts";

interface FilesProps {
  dispute: ShownDispute;
  /** What may be put to it; null once it is given. */
  upload: { accept: string; megabytes: number; total: number } | null;
  errors?: string[] | undefined;
}

/** The files of the evidence as links, each under its heading; the payee adds and removes them until it is given. */
export function EvidenceFiles({ dispute: { id, files }, upload, errors }: FilesProps) {
  const { t } = useTranslation("charges");
  return (
    <div className="grid w-full max-w-form gap-3">
      {files.length > 0 && (
        <ul className="grid">
          {files.map((file) => (
            <li
              key={file.id}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-hairline py-2"
            >
              <span className="text-sm text-muted">{t(`dispute.kind.${file.kind}`)}</span>
              <FileLink href={`/files/${file.id}`} name={file.name} />
              <span className="tnum text-sm text-muted">{formatBytes(file.bytes)}</span>
              {file.failure !== "" && (
                <span className="text-sm">{t("dispute.fileRefused", { code: file.failure })}</span>
              )}
              {upload && <Remove {...file} />}
            </li>
          ))}
        </ul>
      )}
      {upload && <Add id={id} upload={upload} errors={errors} />}
    </div>
  );
}

function Add({
  id,
  upload,
  errors,
}: {
  id: string;
  upload: NonNullable<FilesProps["upload"]>;
  errors?: string[] | undefined;
}) {
  const { t } = useTranslation("charges");
  const { accept, ...limits } = upload;
  // A charge may be disputed twice: each form has fields of its own.
  const field = (name: string, wrong?: string[]) => ({
    ...plainField(name, undefined, wrong),
    id: `${name}-${id}`,
  });
  return (
    <Confirm label={t("act.attach")} open={errors !== undefined}>
      <Form method="post" encType="multipart/form-data" className="grid w-full gap-4">
        <input type="hidden" name="disputeId" value={id} />
        <Select
          meta={field("kind")}
          placeholder={null}
          label={t("dispute.kindLabel")}
          help={t("dispute.kindHelp")}
          options={evidenceKinds.map((value) => ({ value, label: t(`dispute.kind.${value}`) }))}
        />
        <FileInput
          meta={field("file", errors)}
          label={t("dispute.file")}
          help={t("dispute.fileHelp", limits)}
          accept={accept}
        />
        <div>
          <SubmitButton name="intent" value="attach">
            {t("act.attach")}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

function Remove({ disputeId, id, name }: { disputeId: string; id: string; name: string }) {
  const { t } = useTranslation("charges");
  return (
    <Form method="post">
      <input type="hidden" name="disputeId" value={disputeId} />
      <input type="hidden" name="file" value={id} />
      <SubmitButton look="quiet" small name="intent" value="detach" aria-label={`${t("act.detach")} ${name}`}>
        {t("act.detach")}
      </SubmitButton>
    </Form>
  );
}
