import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatLastDay, localeOf } from "#app/components/format.ts";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { EvidenceFiles } from "./evidence-files.tsx";
import type { ShownDispute } from "#app/domain/money/stripe/disputes/queries.server.ts";

interface Props {
  disputes: readonly ShownDispute[];
  /** What files may be put to them. */
  upload: { accept: string; megabytes: number; total: number };
  reply: (FormReply & { intent: string; disputeId?: string; fileErrors?: string[] | undefined }) | undefined;
}

/** What the payer's bank disputes, and what the payee has to say to it. */
export function Disputes({ disputes, upload, reply }: Props) {
  return (
    <div className="grid gap-4">
      {disputes.map((one) => (
        <Dispute
          key={one.id}
          dispute={one}
          upload={upload}
          reply={reply?.disputeId === one.id ? reply : undefined}
        />
      ))}
    </div>
  );
}

function Dispute({ dispute, upload, reply }: Omit<Props, "disputes"> & { dispute: ShownDispute }) {
  const { t, i18n } = useTranslation("charges");
  const { state, reason, stage, evidence, evidenceBy, evidenceFailure } = dispute;
  const open = stage === "wanted" || stage === "refused";
  const until = evidenceBy ? formatLastDay(evidenceBy, localeOf(i18n.language)) : "";
  return (
    <div className="panel grid gap-3 p-4">
      <p className="flex flex-wrap items-center gap-3">
        <StateTag tone={state === "open" ? "warning" : state === "won" ? "confirmed" : "neutral"}>
          {t(`dispute.state.${state}`)}
        </StateTag>
        <span>
          {t("dispute.bankSays")} {t(`dispute.reason.${reason}`, { defaultValue: reason })}
        </span>
      </p>
      <p>{t(`dispute.stage.${stage}`, { until, code: evidenceFailure })}</p>
      {evidence !== "" && <blockquote className="whitespace-pre-line text-muted">{evidence}</blockquote>}
      {(open || dispute.files.length > 0) && (
        <EvidenceFiles
          dispute={dispute}
          upload={open ? upload : null}
          errors={reply?.intent === "attach" ? reply.fileErrors : undefined}
        />
      )}
      {open && <Evidence dispute={dispute} reply={reply?.intent === "evidence" ? reply : undefined} />}
    </div>
  );
}

function Evidence({ dispute: { id, evidence }, reply }: { dispute: ShownDispute; reply: Props["reply"] }) {
  const { t } = useTranslation("charges");
  const { fields, props } = usePostedForm<Record<string, string>>(`evidence-${id}`, reply, {
    text: evidence,
  });
  return (
    <Confirm label={t("act.evidence")} look="primary" open={reply !== undefined}>
      <Form method="post" className="grid w-full gap-4" {...props}>
        <input type="hidden" name="intent" value="evidence" />
        <input type="hidden" name="disputeId" value={id} />
        <p>{t("act.evidenceNote")}</p>
        <TextArea
          meta={fields.text ?? plainField("text")}
          label={t("act.evidenceText")}
          max={8_000}
          rows={8}
        />
        <div>
          <SubmitButton>{t("act.evidence")}</SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}
