import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { Flash } from "#app/components/flash.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { ExportMenu } from "#app/components/imports/export-menu.tsx";
import { ImportTable } from "#app/components/imports/import-table.tsx";
import { UploadForm } from "#app/components/imports/upload-form.tsx";
import { Pager } from "#app/components/navigation-bits.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { type Asked, uploadInput } from "#app/domain/catalog/imports/inputs.ts";
import { listImports } from "#app/domain/catalog/imports/queries.server.ts";
import { uploadImport } from "#app/domain/catalog/imports/upload-import.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/imports.ts";
import { pageOf } from "./imports-page.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "import.run");
  const page = pageOf(request);
  return { title: scope.t("imports:title"), page, ...(await listImports(scope.ctx, page)) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "import.run");
  const submission = parseForm(await readForm(request), uploadInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const { db, clock } = scope.ctx;
  const allowed = await countAttempt(db, clock.now(), [[limits.uploadByAccount, actor.user.id]]);
  if (!allowed.ok) return replyProblem(submission, allowed.problem, scope.t);
  const { file, ...asked } = submission.value;
  const content = new Uint8Array(await file.arrayBuffer());
  const result = await uploadImport(scope.ctx, { ...asked, name: file.name, content });
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirect(`/organization/imports/${result.value.id}`);
}

export default function Imports({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("imports");
  const posted = usePostedForm<Asked & { file: File }>("upload", actionData);
  return (
    <>
      <Flash messages={{ discarded: t("flash.discarded") }} />
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="grid gap-x-12 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Section title={t("upload.title")}>
          <UploadForm {...posted} />
        </Section>
        <Section title={t("export.title")} id="export">
          <ExportMenu />
        </Section>
      </div>
      <Section title={t("list.title")}>
        <ImportTable items={loaderData.items} />
        <Pager page={loaderData.page} pages={loaderData.pages} />
      </Section>
    </>
  );
}
