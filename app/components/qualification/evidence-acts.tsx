import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { FileInput } from "#app/components/inputs.tsx";
import type { EvidenceFile } from "#app/domain/qualification/evidence.server.ts";

/** What the file dialogue offers, and how much a file may hold. */
export interface Upload {
  accept: string;
  megabytes: number;
}

interface EvidenceActsProps {
  row: { id: string; name: string; files: readonly EvidenceFile[] };
  upload: Upload;
  errors: string[] | undefined;
}

/** Adds a file to what a qualification rests on, or takes one off. */
export function EvidenceActs({ row, upload, errors }: EvidenceActsProps) {
  const { t } = useTranslation("qualification");
  const label = (
    <>
      <span aria-hidden="true">{t("evidence.manage")}</span>
      <span className="sr-only">{t("evidence.manageNamed", { name: row.name })}</span>
    </>
  );
  return (
    <Confirm label={label} look="quiet" small open={errors !== undefined}>
      <p className="text-sm text-muted">{t("evidence.private")}</p>
      <Form method="post" encType="multipart/form-data" className="grid w-full gap-3">
        <input type="hidden" name="id" value={row.id} />
        <FileInput
          meta={{ ...plainField("file", undefined, errors), id: `file-${row.id}` }}
          label={t("evidence.file")}
          help={t("evidence.fileHelp", { megabytes: upload.megabytes })}
          accept={upload.accept}
          optional={false}
        />
        <div>
          <SubmitButton look="secondary" name="intent" value="add_evidence">
            {t("evidence.add")}
          </SubmitButton>
        </div>
      </Form>
      {row.files.map(({ id, name }) => (
        <Form method="post" key={id}>
          <input type="hidden" name="id" value={row.id} />
          <input type="hidden" name="file" value={id} />
          <SubmitButton look="quiet" small name="intent" value="remove_evidence">
            {t("evidence.remove", { name })}
          </SubmitButton>
        </Form>
      ))}
    </Confirm>
  );
}
