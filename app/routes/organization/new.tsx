import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { Button } from "#app/components/button.tsx";
import { type FieldMeta, plainField } from "#app/components/field-meta.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { EntryPage } from "#app/components/identity/entry-page.tsx";
import { OrganizationFields } from "#app/components/identity/organization-fields.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import {
  creditCodeFault,
  kindOfCreditCode,
  normalizeCreditCode,
  regionsOfCreditCode,
} from "#app/domain/identity/credit-code.ts";
import { foundOrganization } from "#app/domain/identity/found-organization.server.ts";
import { type FoundOrganizationInput, foundOrganizationInput } from "#app/domain/identity/inputs.ts";
import { listRegions, type RegionRow } from "#app/domain/identity/queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requireUser, scopeOf } from "#app/runtime/request.server.ts";
import { redirectWithSession, requireSession } from "../account/visit.server.ts";
import type { Route } from "./+types/new.ts";

/** First the credit code (`?uscc=`), then the rest with what the code tells already filled in. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const title = scope.t("organization:new.title");
  const written = new URL(request.url).searchParams.get("uscc");
  if (written === null) return { title, written: "", fault: null, prefilled: null };
  const uscc = normalizeCreditCode(written);
  const fault = creditCodeFault(uscc);
  if (fault) return { title, written, fault, prefilled: null };
  const regions = await listRegions(scope.ctx);
  return { title, written, fault: null, prefilled: { regions, ...prefill(uscc, regions) } };
}

function prefill(uscc: string, regions: RegionRow[]) {
  const known = new Set(regions.map(({ code }) => code));
  return {
    uscc,
    kind: kindOfCreditCode(uscc),
    regionCode: regionsOfCreditCode(uscc).find((code) => known.has(code)),
    publicInstitution: uscc.startsWith("1"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const session = requireSession(scope, request);
  const submission = parseForm(await readForm(request), foundOrganizationInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await foundOrganization(scope.ctx, session, submission.value);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirectWithSession("/organization?done=founded", result.value.token);
}

export default function NewOrganization({ loaderData, actionData }: Route.ComponentProps) {
  const { prefilled, written, fault } = loaderData;
  if (!prefilled) return <CreditCode meta={plainField("uscc", written, fault ? [fault] : undefined)} />;
  return <Details reply={actionData} prefilled={prefilled} />;
}

function CreditCode({ meta }: { meta: FieldMeta }) {
  const { t } = useTranslation("organization");
  return (
    <EntryPage title={t("new.title")} lead={t("new.lead")}>
      <Form method="get" className="grid gap-5">
        <TextInput
          meta={meta}
          label={t("field.uscc")}
          help={t("new.usccHelp")}
          width="medium"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
        />
        <Button type="submit" className="justify-self-start">
          {t("new.continue")}
        </Button>
      </Form>
      <p className="border-t border-hairline pt-4 text-sm text-muted">{t("new.joinInstead")}</p>
    </EntryPage>
  );
}

function Details({
  reply,
  prefilled: { regions, ...known },
}: {
  reply: Route.ComponentProps["actionData"];
  prefilled: NonNullable<Route.ComponentProps["loaderData"]["prefilled"]>;
}) {
  const { t } = useTranslation("organization");
  const { form, fields, props } = usePostedForm<FoundOrganizationInput>("organization", reply, known);
  return (
    <>
      <PageHead title={t("new.title")} lead={t("new.detailsLead")} />
      <Form method="post" className="grid max-w-form gap-8" {...props}>
        <ErrorSummary
          form={form}
          fields={fields}
          labels={(name) => t(`field.${name === "regionCode" ? "region" : name}`)}
        />
        <div className="grid gap-2">
          <TextInput meta={fields.uscc} label={t("field.uscc")} readOnly width="medium" />
          <Link className="link text-sm" to="/organization/new">
            {t("new.otherCode")}
          </Link>
        </div>
        <OrganizationFields fields={fields} regions={regions} />
        <SubmitRow label={t("new.submit")} note={t("new.note")} />
      </Form>
    </>
  );
}
