import { useTranslation } from "react-i18next";
import { data, Form, redirect } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { EditorHead } from "#app/components/catalog/editor-head.tsx";
import { stepPath } from "#app/components/catalog/form-steps.ts";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { formatBytes } from "#app/components/format.ts";
import { FileInput } from "#app/components/inputs.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import { addAttachment, promoteImage, removeAttachment } from "#app/domain/catalog/attachments.server.ts";
import { limits } from "#app/domain/catalog/limits.ts";
import type { Context } from "#app/domain/context.ts";
import { acceptAttribute, documentRules, imageRules } from "#app/runtime/files.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits as rateLimits } from "#app/runtime/rate-limit.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import { issueText } from "#app/runtime/validation.ts";
import type { Route } from "./+types/listing-files.ts";
import { editedOf, isOpenForEdit, ownListing } from "./own-listing.server.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const detail = await ownListing(scope, request, params.id);
  return {
    title: scope.t("catalog:files.title"),
    listing: editedOf(detail),
    editable: isOpenForEdit(detail),
    images: detail.images,
    documents: detail.documents,
    accept: { image: acceptAttribute(imageRules), document: acceptAttribute(documentRules) },
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  await ownListing(scope, request, params.id);
  const form = await readForm(request);
  const role = form.get("role") === "document" ? "document" : "image";
  const done = await change(scope.ctx, params.id, form, role);
  if (done.ok) return redirect(`/organization/listings/${params.id}/files?done=save`);
  const errors = (done.problem.errors ?? []).map(({ code, params: given }) => issueText(code, given));
  return data({ role, errors, problem: done.problem }, { status: done.problem.status });
}

async function change(
  ctx: Context,
  id: string,
  form: FormData,
  role: "image" | "document",
): Promise<Result<unknown>> {
  const target = String(form.get("attachment") ?? "");
  switch (form.get("intent")) {
    case "upload": {
      const file = form.get("file");
      if (!(file instanceof File)) return fail(problems.invalid([{ path: "file", code: "file_missing" }]));
      const counted = await countAttempt(ctx.db, ctx.clock.now(), [
        [rateLimits.uploadByAccount, ctx.actor.user?.id ?? null],
      ]);
      return counted.ok ? addAttachment(ctx, id, { role, file }) : counted;
    }
    case "remove":
      return removeAttachment(ctx, id, target);
    case "promote":
      return promoteImage(ctx, id, target);
    default:
      return fail(problems.notFound("page"));
  }
}

export default function ListingFiles({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("catalog");
  const titleOf = useTitleOf();
  const { listing, editable, images, documents, accept } = loaderData;
  const errors = (role: string) =>
    actionData?.role === role && actionData.errors.length > 0 ? actionData.errors : undefined;
  return (
    <>
      <EditorHead listing={listing} step="files" editable={editable} />
      {!actionData && <Flash messages={{ save: t("done.save") }} />}
      {actionData && actionData.problem.code !== "invalid" && <Refusal problem={actionData.problem} />}
      <Section title={t("files.images")}>
        <ul className="grid gap-4 pb-4 sm:grid-cols-3">
          {images.map(({ id, name }, i) => (
            <li key={id} className="grid content-start gap-2">
              <img
                src={`/files/${id}`}
                alt={t("files.alt", { title: titleOf(listing), n: i + 1 })}
                className="aspect-4/3 w-full border border-hairline object-cover"
              />
              <span className="truncate text-sm">{name}</span>
              {editable && <FileActs id={id} role="image" promotable={i > 0} />}
            </li>
          ))}
        </ul>
        {editable && <Upload role="image" accept={accept.image} errors={errors("image")} />}
      </Section>
      <Section title={t("files.documents")}>
        <ul className="grid pb-4">
          {documents.map(({ id, name, bytes }) => (
            <li key={id} className="flex flex-wrap items-center gap-4 border-b border-hairline py-2">
              <a className="link" href={`/files/${id}`}>
                {name}
              </a>
              <span className="tnum text-sm text-muted">{formatBytes(bytes)}</span>
              {editable && <FileActs id={id} role="document" />}
            </li>
          ))}
        </ul>
        {editable && <Upload role="document" accept={accept.document} errors={errors("document")} />}
      </Section>
      <ButtonLink to={stepPath(listing.id, listing.kind, "check")}>{t("step.check")}</ButtonLink>
    </>
  );
}

function Upload({
  role,
  accept,
  errors,
}: {
  role: "image" | "document";
  accept: string;
  errors: string[] | undefined;
}) {
  const { t } = useTranslation("catalog");
  const image = role === "image";
  const meta = {
    ...plainField("file", undefined, errors),
    id: `file-${role}`,
    errorId: `file-${role}-error`,
    descriptionId: `file-${role}-help`,
  };
  return (
    <Form method="post" encType="multipart/form-data" className="grid max-w-form gap-3">
      <input type="hidden" name="role" value={role} />
      <FileInput
        meta={meta}
        label={t("files.choose")}
        accept={accept}
        help={t(image ? "files.imagesLead" : "files.documentsLead", {
          max: image ? limits.images : limits.documents,
        })}
      />
      <SubmitButton
        look="secondary"
        icon="upload"
        name="intent"
        value="upload"
        className="justify-self-start"
      >
        {t("files.upload")}
      </SubmitButton>
    </Form>
  );
}

function FileActs({
  id,
  role,
  promotable,
}: {
  id: string;
  role: "image" | "document";
  promotable?: boolean;
}) {
  const { t } = useTranslation("catalog");
  return (
    <Form method="post" className="flex gap-2">
      <input type="hidden" name="role" value={role} />
      <input type="hidden" name="attachment" value={id} />
      {promotable && (
        <SubmitButton look="quiet" small name="intent" value="promote">
          {t("files.promote")}
        </SubmitButton>
      )}
      <SubmitButton look="quiet" small name="intent" value="remove">
        {t("files.remove")}
      </SubmitButton>
    </Form>
  );
}
