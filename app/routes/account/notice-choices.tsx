import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { ChoiceList } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { SubmitRow } from "#app/components/form.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { ReminderBoxes } from "#app/components/reminder-boxes.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { choicesForm } from "#app/domain/notices/choice-inputs.ts";
import { saveUsualReminders, usualReminders } from "#app/domain/booking/reminders/usual-reminders.server.ts";
import { ownChoices, saveChoices } from "#app/domain/notices/choices.server.ts";
import { parseForm, readForm, replyInvalid } from "#app/runtime/forms.server.ts";
import { problemResponse, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import { type NoticeChannel, type NoticeTopic, noticeChannels, noticeTopics } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/notice-choices.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requireUser(scope, request);
  const [choices, reminders] = await Promise.all([
    ownChoices(scope.ctx),
    usualReminders(scope.ctx.db, actor.user.id),
  ]);
  return { title: scope.t("calendar:choices.title"), choices, reminders };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const submission = parseForm(await readForm(request), choicesForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { reminders, ...choices } = submission.value;
  for (const saved of [await saveChoices(scope.ctx, choices), await saveUsualReminders(scope.ctx, reminders)])
    if (!saved.ok) throw problemResponse(saved.problem);
  return redirect("/account/notices/choices?done=saved");
}

export default function NoticeChoices({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["calendar", "identity"]);
  return (
    <>
      <Flash messages={{ saved: t("choices.saved") }} />
      <Breadcrumb steps={[{ to: "/account/notices", label: t("identity:notices.title") }]} />
      <PageHead title={t("choices.title")} lead={t("choices.lead")} />
      <Form method="post" className="grid gap-6">
        <div className="grid">
          {noticeTopics.map((topic) => (
            <TopicChoice key={topic} topic={topic} chosen={loaderData.choices[topic]} />
          ))}
          <Choice title={t("reminders.title")} hint={t("reminders.usualHint")}>
            <ReminderBoxes name="reminders" chosen={loaderData.reminders} />
          </Choice>
        </div>
        <div className="grid max-w-reading gap-2 text-sm text-muted">
          <p>{t("choices.note")}</p>
          <p>{t("choices.security")}</p>
        </div>
        <SubmitRow label={t("choices.save")} />
      </Form>
    </>
  );
}

function TopicChoice({ topic, chosen }: { topic: NoticeTopic; chosen: NoticeChannel }) {
  const { t } = useTranslation("calendar");
  return (
    <Choice title={t(`topic.${topic}`)} hint={t(`choices.hint.${topic}`)}>
      <ChoiceList
        type="radio"
        layout="row"
        meta={plainField(topic, chosen)}
        options={noticeChannels.map((value) => ({ value, label: t(`choices.${value}`) }))}
      />
    </Choice>
  );
}

function Choice({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-x-8 gap-y-2 border-b border-hairline py-3 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <legend className="contents">
        <span className="md:col-start-1">
          <span className="block font-semibold">{title}</span>
          <span className="block text-sm text-muted">{hint}</span>
        </span>
      </legend>
      {children}
    </fieldset>
  );
}
