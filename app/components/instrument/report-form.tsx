import type { SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { RadioGroup } from "#app/components/choices.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { severities } from "#app/domain/instrument/inputs.ts";

/** The reply to what was tried last at the instrument, with its name. */
export interface AtReply {
  intent: string;
  result: SubmissionResult<string[]>;
}

interface Props {
  reply: AtReply | undefined;
  /** What a visitor wrote before they signed in. */
  written: { description: string; severity: string };
  open: boolean;
}

interface Written extends Record<string, unknown> {
  description: string;
  severity: string;
}

/** Something is wrong with it. */
export function ReportForm({ reply, written, open }: Props) {
  const { t } = useTranslation("instrument");
  const own = reply?.intent === "report" ? reply : undefined;
  const { fields, props } = usePostedForm<Written>("report", own, written);
  return (
    <Confirm label={t("at.problem")} open={open}>
      <Form method="post" className="grid w-full gap-4" {...props}>
        <input type="hidden" name="intent" value="report" />
        <TextArea
          meta={fields.description}
          label={t("at.description")}
          help={t("at.descriptionHelp")}
          optional={false}
          max={500}
          rows={3}
        />
        <RadioGroup
          meta={fields.severity}
          label={t("at.severity")}
          optional={false}
          options={severities.map((value) => ({ value, label: t(`at.${value}`) }))}
        />
        <SubmitButton className="thumb">{t("at.report")}</SubmitButton>
      </Form>
    </Confirm>
  );
}
