import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { Button, SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import type { Moment } from "#app/components/format.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { FileInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { Day } from "#app/components/text.tsx";
import type { GrantForm } from "#app/domain/qualification/inputs.ts";
import type { HoldingState } from "#app/domain/qualification/policy.ts";
import type { EvidenceFile } from "#app/domain/qualification/evidence.server.ts";
import { EvidenceActs, type Upload } from "./evidence-acts.tsx";
import { EvidenceFiles } from "./evidence-files.tsx";
import { Standing } from "./standing.tsx";

export interface Holder {
  id: string;
  name: string;
  email: string;
  grantedAt: Moment;
  evidence: string;
  files: readonly EvidenceFile[];
  standing: HoldingState;
  end: Moment | null;
  revokedReason: string;
}

interface HoldersProps {
  rows: readonly Holder[];
  words: string;
  /** What was wrong with the reason of the revocation that was tried last, and whose. */
  refused: Refused | undefined;
  /** The same of the file that was sent last. */
  refusedFile: Refused | undefined;
  upload: Upload;
}

interface Refused {
  id: unknown;
  errors: string[] | undefined;
}

/** Who holds a qualification, to be searched; each can be revoked with a reason. */
export function Holders({ rows, words, refused, refusedFile, upload }: HoldersProps) {
  const { t } = useTranslation("qualification");
  return (
    <>
      <search>
        <Form method="get" className="flex flex-wrap items-end gap-3 pb-4">
          <TextInput
            meta={plainField("q", words)}
            label={t("holders.search")}
            optional={false}
            type="search"
            width="medium"
          />
          <Button type="submit" look="secondary">
            {t("holders.find")}
          </Button>
        </Form>
      </search>
      {rows.length === 0 ? (
        <p className="text-muted">{t(words ? "holders.noneFound" : "holders.none")}</p>
      ) : (
        <DataTable<Holder>
          caption={t("holders.title")}
          captionHidden
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "name",
              head: t("holders.person"),
              rowHeader: true,
              cell: ({ name, email }) => (
                <>
                  {name} <span className="block text-sm font-normal text-muted">{email}</span>
                </>
              ),
            },
            { key: "granted", head: t("holders.granted"), cell: ({ grantedAt }) => <Day at={grantedAt} /> },
            {
              key: "evidence",
              head: t("holders.evidence"),
              cell: (row) => (
                <>
                  {row.evidence}
                  <EvidenceFiles files={row.files} />
                  <EvidenceActs
                    row={row}
                    upload={upload}
                    errors={refusedFile?.id === row.id ? refusedFile.errors : undefined}
                  />
                </>
              ),
            },
            {
              key: "state",
              head: t("holders.state"),
              cell: ({ standing, end, revokedReason }) => (
                <>
                  <Standing standing={standing} end={end} />
                  {revokedReason && <span className="block text-sm text-muted">{revokedReason}</span>}
                </>
              ),
            },
            {
              key: "act",
              head: t("holders.revoke"),
              cell: (row) =>
                row.standing !== "revoked" && (
                  <Revoke row={row} errors={refused?.id === row.id ? refused.errors : undefined} />
                ),
            },
          ]}
        />
      )}
    </>
  );
}

function Revoke({ row, errors }: { row: Holder; errors: string[] | undefined }) {
  const { t } = useTranslation("qualification");
  const label = (
    <>
      <span aria-hidden="true">{t("holders.revoke")}</span>
      <span className="sr-only">{t("holders.revokeNamed", { name: row.name })}</span>
    </>
  );
  return (
    <Confirm label={label} open={errors !== undefined}>
      <p>{t("holders.revokeNote")}</p>
      <Form method="post" className="grid w-full gap-4">
        <input type="hidden" name="intent" value="revoke" />
        <input type="hidden" name="id" value={row.id} />
        <TextArea
          meta={{ ...plainField("reason", "", errors), id: `reason-${row.id}` }}
          label={t("holders.reason")}
          optional={false}
          rows={2}
        />
        <div>
          <SubmitButton look="danger">{t("holders.revoke")}</SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

interface GrantFieldsProps {
  reply: FormReply | undefined;
  today: string;
  upload: Upload;
}

/** Grants the qualification to somebody by their address. */
export function GrantFields({ reply, today, upload }: GrantFieldsProps) {
  const { t } = useTranslation("qualification");
  const { form, fields, props } = usePostedForm<GrantForm>("grant", reply, { grantedOn: today });
  const labels = {
    email: t("holders.email"),
    grantedOn: t("holders.grantedOn"),
    evidence: t("holders.evidenceLabel"),
    file: t("evidence.file"),
  };
  return (
    <Form method="post" encType="multipart/form-data" className="grid w-full max-w-form gap-5" {...props}>
      <input type="hidden" name="intent" value="grant" />
      <ErrorSummary form={form} fields={fields} labels={labels} />
      <TextInput meta={fields.email} label={labels.email} type="email" autoComplete="off" optional={false} />
      <DateInput meta={fields.grantedOn} label={labels.grantedOn} optional={false} max={today} />
      <TextInput
        meta={fields.evidence}
        label={labels.evidence}
        help={t("holders.evidenceHelp")}
        optional={false}
      />
      <FileInput
        meta={fields.file}
        label={labels.file}
        help={t("evidence.fileHelp", { megabytes: upload.megabytes })}
        accept={upload.accept}
        optional
      />
      <SubmitRow label={t("holders.grantSubmit")} />
    </Form>
  );
}
