import { redirect } from "react-router";
import { useTranslation } from "react-i18next";
import { EditorHead } from "#app/components/catalog/editor-head.tsx";
import { FieldsForm } from "#app/components/catalog/fields-form.tsx";
import { allSteps, formSteps, stepPath } from "#app/components/catalog/form-steps.ts";
import { readFields, shownFields } from "#app/components/catalog/read-fields.ts";
import { Flash } from "#app/components/flash.tsx";
import { listFields, listRegions, type ListingDetail } from "#app/domain/catalog/detail-queries.server.ts";
import { updateInput } from "#app/domain/catalog/inputs.ts";
import { updateListing } from "#app/domain/catalog/update-listing.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";
import type { Route } from "./+types/listing-edit.ts";
import { editedOf, isOpenForEdit, ownListing, replyRefused, versionIn } from "./own-listing.server.ts";

function stepOf(detail: ListingDetail, name: string) {
  const step = formSteps[detail.listing.kind].find((one) => one.name === name);
  if (!step) throw problemResponse(problems.notFound("page"));
  return step;
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const detail = await ownListing(scope, request, params.id);
  const step = stepOf(detail, params.step);
  const [regions, disciplines] = await Promise.all([listRegions(scope.ctx.db), listFields(scope.ctx.db)]);
  const { facility, technology, service, demand } = detail;
  const saved = shownFields({ ...detail.listing, facility, technology, service, demand }, step.fields);
  return {
    title: scope.t(`catalog:step.${step.name}`),
    listing: editedOf(detail),
    step: step.name,
    editable: isOpenForEdit(detail),
    saved,
    regions,
    disciplines,
  };
}

/** Also after a refusal: the page must show what is saved now, and send its version next time. */
export const shouldRevalidate = () => true;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const detail = await ownListing(scope, request, params.id);
  const { name, fields } = stepOf(detail, params.step);
  const form = await readForm(request);
  const parsed = updateInput.safeParse(
    { version: versionIn(form), ...readFields(form, fields) },
    { error: codeErrorMap },
  );
  if (!parsed.success) return replyRefused(form, fields, problems.invalid(fieldErrors(parsed.error)));
  const saved = await updateListing(scope.ctx, params.id, parsed.data);
  if (!saved.ok) return replyRefused(form, fields, saved.problem);
  const { kind } = detail.listing;
  const steps = allSteps(kind);
  const target = form.get("then") === "next" ? (steps[steps.indexOf(name) + 1] ?? name) : name;
  return redirect(`${stepPath(params.id, kind, target)}?done=save`);
}

export default function EditListing({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("catalog");
  const { listing, step, editable, saved, regions, disciplines } = loaderData;
  const spec = formSteps[listing.kind].find(({ name }) => name === step);
  return (
    <>
      <EditorHead listing={listing} step={step} editable={editable} />
      {!actionData && <Flash messages={{ create: t("done.create"), save: t("done.save") }} />}
      {editable && spec && (
        <FieldsForm
          key={`${step} ${listing.version}`}
          fields={spec.fields}
          saved={saved}
          version={listing.version}
          reply={actionData}
          regions={regions}
          disciplines={disciplines}
        />
      )}
    </>
  );
}
