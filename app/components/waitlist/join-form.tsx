import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { RadioGroup } from "#app/components/choices.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { JoinForm as Fields } from "#app/domain/booking/waitlist/join-form.ts";
import { type WindowChoice, windowChoices } from "#app/domain/booking/waitlist/policy.ts";

export interface Waitable {
  facilityId: string;
  start: Date;
  end: Date;
  offerMinutes: number;
  /** The version of the terms of use that joining accepts; null where there are none. */
  termsVersion: number | null;
  choice: WindowChoice;
  kept: { purpose: string; project: string; way: string };
}

/** One press to stand in line for a time that somebody else has. */
export function JoinForm({ wait, reply }: { wait: Waitable; reply?: FormReply }) {
  const { t } = useTranslation("waitlist");
  const [start, end] = [wait.start.toISOString(), wait.end.toISOString()];
  const { form, fields, props } = usePostedForm<Fields>("join", reply, {
    ...{ start, end, window: wait.choice, purpose: wait.kept.purpose, project: wait.kept.project },
    wayOfService: wait.kept.way,
    termsVersion: wait.termsVersion === null ? undefined : String(wait.termsVersion),
  });
  const hidden = ["start", "end", "project", "wayOfService", "termsVersion"] as const;
  const to = `/facilities/${wait.facilityId}/wait?${new URLSearchParams({ start, end })}`;
  return (
    <section aria-labelledby="join-title" className="panel grid max-w-form gap-4 p-4">
      <header>
        <h2 id="join-title" className="text-lg">
          {t("join.title")}
        </h2>
        <p className="text-sm text-muted">{t("join.lead", { minutes: wait.offerMinutes })}</p>
      </header>
      <Form method="post" action={to} className="grid gap-4" {...props}>
        <ErrorSummary
          form={form}
          fields={fields}
          labels={{ purpose: t("join.purpose"), window: t("join.window") }}
        />
        {hidden.map((name) => (
          <input key={name} type="hidden" name={name} value={String(fields[name].initialValue ?? "")} />
        ))}
        <RadioGroup
          meta={fields.window}
          label={t("join.window")}
          optional={false}
          options={windowChoices.map((value) => ({ value, label: t(`join.choice.${value}`) }))}
        />
        <TextArea meta={fields.purpose} label={t("join.purpose")} optional={false} max={500} rows={2} />
        <SubmitRow
          label={t("join.submit")}
          note={wait.termsVersion === null ? undefined : t("join.terms", { version: wait.termsVersion })}
        />
      </Form>
    </section>
  );
}

/** That the reader waits here already, or has an offer to answer. */
export function AlreadyWaiting({ state, before }: { state: string; before: number }) {
  const { t } = useTranslation("waitlist");
  const words =
    state === "offered"
      ? t("join.offered")
      : before === 0
        ? t("join.waitingFirst")
        : t("join.waiting", { before });
  return (
    <Notice kind={state === "offered" ? "success" : "info"}>
      <p>
        {words}{" "}
        <Link className="link" to="/bookings/waitlist">
          {t("join.look")}
        </Link>
      </p>
    </Notice>
  );
}
