import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { SetContent } from "#app/components/assessment/set-content.tsx";
import { IndicatorForm, NumbersForm } from "#app/components/assessment/set-forms.tsx";
import { useDay } from "#app/components/assessment/words.ts";
import { SubmitButton } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Confirm } from "#app/components/confirm.tsx";
import { Flash } from "#app/components/flash.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Disclosure } from "#app/components/small.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import {
  changeSet,
  publishSet,
  removeIndicator,
  saveIndicator,
} from "#app/domain/assessment/edit-set.server.ts";
import { setForm } from "#app/domain/assessment/forms.ts";
import { findSet } from "#app/domain/assessment/set-queries.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems, type Result } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Context } from "#app/domain/context.ts";
import type { z } from "zod";
import type { Route } from "./+types/assessment-rules.ts";

const province = { regionCode: "330000" };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "assessment.read");
  const page = isUuid(params.id) ? await findSet(scope.ctx, params.id) : undefined;
  if (!page) throw problemResponse(problems.notFound("indicator_set"));
  const asked = new URL(request.url).searchParams.get("edit");
  return {
    title: scope.locale === "en" ? page.set.nameEn : page.set.nameZh,
    page,
    edits: page.set.publishedAt === null && may(actor, "assessment.run", province),
    one: page.indicators.find(({ code }) => code === asked),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "assessment.run", province);
  const submission = parseForm(await readForm(request), setForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await perform(scope.ctx, params.id, submission.value);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirect(`/oversight/assessments/rules/${params.id}?done=${doneWords[submission.value.intent]}`);
}

const doneWords = {
  indicator: "indicator",
  remove: "removed",
  numbers: "numbers",
  publish: "published",
} as const;

function perform(ctx: Context, id: string, form: z.output<typeof setForm>): Promise<Result<void>> {
  switch (form.intent) {
    case "indicator": {
      const { intent: _intent, ...input } = form;
      return saveIndicator(ctx, id, input);
    }
    case "remove":
      return removeIndicator(ctx, id, form.code);
    case "numbers": {
      const { intent: _intent, ...input } = form;
      return changeSet(ctx, id, input);
    }
    case "publish":
      return publishSet(ctx, id);
  }
}

const done = ["indicator", "removed", "numbers", "published", "begun"] as const;

export default function EditRules({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  const dayOf = useDay();
  const { page, edits } = loaderData;
  const { set } = page;
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/assessments", label: t("desk.title") }]} />
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`rules.done.${name}`)]))} />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <PageHead
        kicker={t(`track.${set.track}`)}
        title={`${nameOf(set)} · ${t("version", { version: set.version })}`}
        lead={t("rules.lead")}
        state={
          <>
            {set.publishedAt === null && <StateTag tone="neutral">{t("draft")}</StateTag>}
            <span>{t("rules.validFrom", { day: dayOf(set.validFrom) })}</span>
          </>
        }
        actions={
          edits && (
            <Confirm label={t("rules.publish")} look="primary">
              <p>{t("rules.publishNote")}</p>
              <Form method="post">
                <SubmitButton name="intent" value="publish">
                  {t("rules.publish")}
                </SubmitButton>
              </Form>
            </Confirm>
          )
        }
      />
      {edits && <Editing loaderData={loaderData} reply={actionData} />}
      <SetContent page={page} />
    </>
  );
}

function Editing({
  loaderData: { page, one },
  reply,
}: {
  loaderData: Route.ComponentProps["loaderData"];
  reply: Route.ComponentProps["actionData"];
}) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  const sent = reply?.result.initialValue;
  const intent: unknown = sent ? Reflect.get(sent, "intent") : undefined;
  return (
    <Section title={t("rules.edit")} id="edit">
      <ul className="grid gap-1 pb-4">
        {page.indicators.map(({ code, nameZh, nameEn }) => (
          <li key={code} className="flex flex-wrap items-center gap-3">
            <span className="min-w-48">{nameOf({ nameZh, nameEn })}</span>
            <Link className="link" to={`?edit=${code}#edit`}>
              {t("rules.change")}
              <span className="sr-only"> {nameOf({ nameZh, nameEn })}</span>
            </Link>
            <Confirm
              small
              look="quiet"
              label={
                <>
                  {t("rules.removeIndicator")}
                  <span className="sr-only"> {nameOf({ nameZh, nameEn })}</span>
                </>
              }
            >
              <p>{t("rules.removeNote")}</p>
              <Form method="post">
                <input type="hidden" name="code" value={code} />
                <SubmitButton small look="danger" name="intent" value="remove">
                  {t("rules.removeIndicator")}
                </SubmitButton>
              </Form>
            </Confirm>
          </li>
        ))}
      </ul>
      <div className="grid gap-4">
        <Disclosure
          summary={one ? t("rules.edit") : t("rules.add")}
          open={one !== undefined || intent === "indicator"}
        >
          <IndicatorForm
            key={one?.code ?? "new"}
            one={one}
            position={page.indicators.length + 1}
            reply={intent === "indicator" ? reply : undefined}
          />
        </Disclosure>
        <Disclosure summary={t("rules.numbers")} open={intent === "numbers"}>
          <NumbersForm set={page.set} reply={intent === "numbers" ? reply : undefined} />
        </Disclosure>
      </div>
    </Section>
  );
}
