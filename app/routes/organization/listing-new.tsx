import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { FieldInput } from "#app/components/catalog/field-input.tsx";
import { type FieldSpec, firstFields, stepPath } from "#app/components/catalog/form-steps.ts";
import { readFields } from "#app/components/catalog/read-fields.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { createListing } from "#app/domain/catalog/create-listing.server.ts";
import { listFields, listRegions } from "#app/domain/catalog/detail-queries.server.ts";
import { createInput } from "#app/domain/catalog/inputs.ts";
import { editAction } from "#app/domain/catalog/states.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { listingKinds } from "#db/schema/vocabulary.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  requireMember,
  requirePermission,
  type RequestScope,
  scopeOf,
} from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";
import type { Route } from "./+types/listing-new.ts";
import { replyRefused } from "./own-listing.server.ts";

const longestTitle = 100;

/** The kinds that the member may list; a problem page when there is none. */
function creatableKinds(scope: RequestScope, request: Request) {
  const actor = requireMember(scope, request);
  const kinds = listingKinds.filter((kind) =>
    may(actor, editAction[kind], { organizationId: actor.organization.id }),
  );
  if (kinds.length === 0) throw problemResponse(problems.forbidden("listing.create"));
  return { actor, kinds };
}

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { actor, kinds } = creatableKinds(scope, request);
  const params = new URL(request.url).searchParams;
  const asked = params.get("kind");
  const [regions, disciplines] = await Promise.all([listRegions(scope.ctx.db), listFields(scope.ctx.db)]);
  return {
    title: scope.t("editor:create.title"),
    kinds,
    kind: kinds.find((name) => name === asked) ?? null,
    // Words of a search that found nothing begin a demand for what was sought.
    words: (params.get("titleZh") ?? "").trim().slice(0, longestTitle),
    verified: actor.organization.verified,
    home: actor.organization.regionCode,
    regions,
    disciplines,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const { kinds } = creatableKinds(scope, request);
  const form = await readForm(request);
  const kind = kinds.find((name) => name === form.get("kind"));
  if (!kind) throw problemResponse(problems.invalid([{ path: "kind", code: "not_an_option" }]));
  requirePermission(scope, request, editAction[kind]);
  const fields = firstFields[kind];
  const parsed = createInput.safeParse({ kind, ...readFields(form, fields) }, { error: codeErrorMap });
  if (!parsed.success) return replyRefused(form, fields, problems.invalid(fieldErrors(parsed.error)));
  const made = await createListing(scope.ctx, parsed.data);
  if (!made.ok) return replyRefused(form, fields, made.problem);
  return redirect(`${stepPath(made.value.id, kind, "basic")}?done=create`);
}

export default function NewListing({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["catalog", "editor"]);
  const { kind, kinds, verified } = loaderData;
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/listings", label: t("editor:own.title") }]} />
      <PageHead title={t("editor:create.title")} lead={t("editor:create.lead")} />
      {!verified && (
        <div className="pb-6">
          <Notice kind="warning">{t("editor:create.notVerified")}</Notice>
        </div>
      )}
      <nav aria-label={t("editor:create.choose")} className="max-w-form">
        <h2 className="pb-2 text-lg">{t("editor:create.choose")}</h2>
        <ul className="grid border-t border-hairline">
          {kinds.map((name) => (
            <li key={name} className="border-b border-hairline py-2">
              <Link
                className={name === kind ? "font-semibold text-accent" : "link"}
                to={name === "demand" && kind !== "demand" ? "/demands/new" : `?kind=${name}`}
                aria-current={name === kind || undefined}
              >
                {t(`common:kind.${name}`)}
              </Link>
              <p className="text-sm text-muted">{t(`editor:create.kind.${name}`)}</p>
            </li>
          ))}
        </ul>
      </nav>
      {kind && <FirstForm {...loaderData} kind={kind} fields={firstFields[kind]} reply={actionData} />}
    </>
  );
}

type FirstFormProps = Pick<
  Route.ComponentProps["loaderData"],
  "regions" | "disciplines" | "home" | "words"
> & {
  kind: string;
  fields: readonly FieldSpec[];
  reply: Route.ComponentProps["actionData"];
};

function FirstForm({ kind, fields, reply, home, words: title, ...words }: FirstFormProps) {
  const { t } = useTranslation(["catalog", "editor"]);
  const labels = Object.fromEntries(fields.map(({ path }) => [path, t(`path.${path}`)]));
  const problem = reply?.problem;
  const begun: Partial<Record<string, string>> = { regionCode: home, titleZh: title };
  return (
    <Form method="post" key={kind} className="grid max-w-form gap-5 pt-8">
      <input type="hidden" name="kind" value={kind} />
      {problem && !problem.errors && <Refusal problem={problem} />}
      <ErrorSummary
        form={{ id: "new", allErrors: reply?.errors ?? {} }}
        fields={idsOf(fields)}
        labels={labels}
      />
      {fields.map((spec) => (
        <FieldInput
          key={spec.path}
          spec={spec}
          value={reply?.values[spec.path] ?? begun[spec.path]}
          errors={reply?.errors[spec.path]}
          {...words}
        />
      ))}
      <SubmitRow label={t("editor:create.submit")} />
    </Form>
  );
}

const idsOf = (fields: readonly FieldSpec[]) =>
  Object.fromEntries(
    fields.map(({ path }) => [
      path,
      { id: path, name: path, errorId: `${path}-error`, descriptionId: `${path}-help` },
    ]),
  );
