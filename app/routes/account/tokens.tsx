import { randomBytes } from "node:crypto";
import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import type { z } from "zod";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { AccountTabs } from "#app/components/identity/account-tabs.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { EmptyState, Notice } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Copyable } from "#app/components/small.tsx";
import { DateTime, Day, OrganizationName } from "#app/components/text.tsx";
import { apiTokenInput } from "#app/domain/identity/inputs.ts";
import {
  createOwnToken,
  listOwnTokens,
  type OwnToken,
  revokeApiToken,
} from "#app/domain/identity/own-tokens.server.ts";
import { isRecent } from "#app/domain/identity/visit.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/tokens.ts";
import { requireSession, toProveAgain } from "./visit.server.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const session = requireSession(scope, request);
  // Asked before the form is filled in, not after.
  if (!isRecent(session, scope.ctx.clock.now())) throw toProveAgain(request);
  return {
    title: scope.t("identity:tokens.title"),
    tokens: await listOwnTokens(scope.ctx),
    key: randomBytes(32).toString("base64url"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const session = requireSession(scope, request);
  const form = await readForm(request);
  const revoked = form.get("revoke");
  if (typeof revoked === "string") {
    const gone = await revokeApiToken(scope.ctx, revoked);
    if (!gone.ok) throw problemResponse(gone.problem);
    return redirect("/account/tokens?done=revoked");
  }
  const submission = parseForm(form, apiTokenInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const made = await createOwnToken(scope.ctx, session, submission.value);
  if (made.ok) return { result: submission.reply({ resetForm: true }), problem: null, token: made.value };
  if (made.problem.code === "prove_again") throw toProveAgain(request);
  return replyProblem(submission, made.problem, scope.t);
}

export default function Tokens({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const token = actionData && "token" in actionData ? actionData.token : undefined;
  return (
    <>
      <Flash messages={{ revoked: t("tokens.done") }} />
      <PageHead
        title={t("tokens.title")}
        lead={
          <>
            {t("tokens.lead")}{" "}
            <a className="link" href="/api/v1/docs">
              {t("tokens.docs")}
            </a>
          </>
        }
      />
      <AccountTabs />
      {token && (
        <Notice kind="success" live title={t("tokens.made")}>
          <p>{t("tokens.once")}</p>
          <Copyable text={token} />
        </Notice>
      )}
      <TokenTable tokens={loaderData.tokens} />
      <NewToken reply={actionData} formKey={loaderData.key} />
    </>
  );
}

function TokenTable({ tokens }: { tokens: OwnToken[] }) {
  const { t } = useTranslation("identity");
  return (
    <DataTable<OwnToken>
      caption={t("tokens.title")}
      captionHidden
      rows={tokens}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("tokens.none")}>{t("tokens.noneDetail")}</EmptyState>}
      columns={[
        { key: "name", head: t("tokens.name"), rowHeader: true, cell: ({ name }) => name },
        {
          key: "for",
          head: t("account.actsFor"),
          cell: ({ organization }) =>
            organization ? <OrganizationName {...organization} /> : t("account.nobody"),
        },
        { key: "made", head: t("tokens.created"), cell: ({ createdAt }) => <Day at={createdAt} /> },
        {
          key: "used",
          head: t("tokens.used"),
          cell: ({ lastUsedAt }) =>
            lastUsedAt ? <DateTime at={lastUsedAt} weekday={false} /> : t("tokens.never"),
        },
        { key: "act", head: t("devices.act"), cell: (row) => <Revoke token={row} /> },
      ]}
    />
  );
}

function Revoke({ token }: { token: OwnToken }) {
  const { t } = useTranslation("identity");
  return (
    <Form method="post">
      <SubmitButton
        small
        look="secondary"
        name="revoke"
        value={token.id}
        aria-label={t("tokens.revokeNamed", { name: token.name })}
      >
        {t("tokens.revoke")}
      </SubmitButton>
    </Form>
  );
}

interface NewTokenProps {
  reply: Route.ComponentProps["actionData"];
  formKey: string;
}

function NewToken({ reply, formKey }: NewTokenProps) {
  const { t } = useTranslation("identity");
  const { form, fields, props } = usePostedForm<z.infer<typeof apiTokenInput>>("token", reply);
  return (
    <Section title={t("tokens.new")}>
      <Form method="post" className="grid max-w-form gap-5" {...props}>
        <ErrorSummary form={form} fields={fields} labels={{ name: t("tokens.name") }} />
        <input type="hidden" name="key" value={formKey} />
        <TextInput
          meta={fields.name}
          label={t("tokens.name")}
          help={t("tokens.nameHelp")}
          autoComplete="off"
          width="medium"
        />
        <SubmitRow label={t("tokens.submit")} note={t("tokens.note")} />
      </Form>
    </Section>
  );
}
