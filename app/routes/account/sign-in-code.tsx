import { useTranslation } from "react-i18next";
import { Form, Link, redirect, useSearchParams } from "react-router";
import type { z } from "zod";
import { EntryPage } from "#app/components/identity/entry-page.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { secondStepInput } from "#app/domain/identity/inputs.ts";
import { secondStepWaits, signInWithCode } from "#app/domain/identity/sign-in.server.ts";
import {
  parseForm,
  passRetryAfter,
  readForm,
  replyInvalid,
  replyProblem,
} from "#app/runtime/forms.server.ts";
import { nextPath } from "#app/runtime/next-path.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/sign-in-code.ts";
import { readStep, redirectAfterSignIn, stepCookie, visitOf } from "./visit.server.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  if (ctx.actor.user) throw redirect(nextPath(request));
  const waiting = await secondStepWaits(ctx, readStep(request));
  if (!waiting.ok) throw redirect(`/account/sign-in${new URL(request.url).search}`);
  return { title: t("identity:code.title") };
}

export const headers = passRetryAfter;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const submission = parseForm(await readForm(request), secondStepInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const step = readStep(request);
  const visit = visitOf(scope, request);
  const result = await signInWithCode(scope.ctx, { step, code: submission.value.code }, visit);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  const response = redirectAfterSignIn({ kind: "session", token: result.value }, visit, nextPath(request));
  response.headers.append("Set-Cookie", stepCookie(null));
  return response;
}

export default function SignInCode({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const [query] = useSearchParams();
  const recovery = query.get("with") === "recovery";
  const label = t(recovery ? "security.recovery" : "field.code");
  const { form, fields, props } = usePostedForm<z.infer<typeof secondStepInput>>("code", actionData);
  return (
    <EntryPage title={t("code.title")} lead={t(recovery ? "code.recoveryLead" : "code.lead")}>
      <Form method="post" className="grid gap-5" {...props}>
        <ErrorSummary form={form} fields={fields} labels={{ code: label }} />
        <TextInput
          meta={fields.code}
          label={label}
          width="short"
          inputMode={recovery ? "text" : "numeric"}
          autoComplete="one-time-code"
        />
        <SubmitRow label={t("signIn.submit")}>
          <Link className="link" to={`?${otherWay(query, recovery)}`}>
            {t(recovery ? "code.useCode" : "code.recovery")}
          </Link>
          <Link className="link" to="/account/sign-in">
            {t("code.back")}
          </Link>
        </SubmitRow>
      </Form>
    </EntryPage>
  );
}

/** The same page asking for the other kind of code, on the way to where one wanted to go. */
function otherWay(query: URLSearchParams, recovery: boolean): string {
  const other = new URLSearchParams(query);
  if (recovery) other.delete("with");
  else other.set("with", "recovery");
  return other.toString();
}
