import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { AtReply } from "./report-form.tsx";

interface Props {
  problem: { id: string; facilityId: string; severity: string; state: string; description: string };
  unit: number | null;
  staff: boolean;
  allowed: readonly string[];
  reply: AtReply | undefined;
}

/** What staff can do about a problem; one that stops the work comes with the way to take the instrument out of service. */
export function ProblemActs({ problem, unit, staff, allowed, reply }: Props) {
  const { t } = useTranslation("instrument");
  if (!staff || allowed.length === 0) return null;
  const outage = new URLSearchParams({ problem: problem.id, reason: problem.description.slice(0, 200) });
  if (unit !== null) outage.set("units", String(unit));
  const stops = problem.severity === "stops_work";
  return (
    <div className="grid gap-4 pb-6">
      {stops && (
        <Notice kind="warning">
          <p>{t("problem.outageNote")}</p>
        </Notice>
      )}
      <div className="flex flex-wrap items-start gap-3">
        <ButtonLink
          look={stops ? "primary" : "secondary"}
          to={`/organization/facilities/${problem.facilityId}/outage?${outage}`}
        >
          {t("problem.outage")}
        </ButtonLink>
        {allowed.includes("acknowledge") && <Answer intent="acknowledge" reply={reply} />}
        {allowed.includes("resolve") && <Answer intent="resolve" reply={reply} />}
      </div>
    </div>
  );
}

function Answer({ intent, reply }: { intent: "acknowledge" | "resolve"; reply: AtReply | undefined }) {
  const { t } = useTranslation("instrument");
  const own = reply?.intent === intent ? reply : undefined;
  const { fields, props } = usePostedForm<Record<"answer", string>>(intent, own);
  const resolves = intent === "resolve";
  return (
    <Confirm label={t(`problem.${intent}`)} open={own !== undefined}>
      <Form method="post" className="grid w-full gap-4" {...props}>
        <TextArea
          meta={fields.answer}
          label={t(resolves ? "problem.answerNeeded" : "problem.answerOptional")}
          help={t("problem.answerHelp")}
          optional={!resolves}
          max={500}
          rows={2}
        />
        <div>
          <SubmitButton name="intent" value={intent}>
            {t(`problem.${intent}`)}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}
