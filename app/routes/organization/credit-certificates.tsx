import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { issueCertificate, ownCertificates } from "#app/domain/credit/certificate/issue.server.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/credit-certificates.ts";

/** `/organization/credit/certificate`: has certificates of standing made out. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  return { title: scope.t("certificates:title"), items: await ownCertificates(scope.ctx) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const [zh, en] = [translatorFor("zh-CN").t, translatorFor("en").t];
  const made = await issueCertificate(
    scope.ctx,
    (key) => say(zh, key),
    (key) => say(en, key),
  );
  if (!made.ok) throw problemResponse(made.problem);
  return redirect(`/organization/credit/certificate/${made.value.code}`);
}

type Line = Route.ComponentProps["loaderData"]["items"][number];

export default function Certificates({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["certificates", "ownCredit"]);
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/credit", label: t("ownCredit:title") }]} />
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <Form method="post">
            <SubmitButton>{t("issue")}</SubmitButton>
          </Form>
        }
      />
      <DataTable<Line>
        caption={t("title")}
        captionHidden
        rows={loaderData.items}
        rowKey={({ code }) => code}
        empty={<EmptyState title={t("none")}>{t("noneDetail")}</EmptyState>}
        columns={[
          {
            key: "code",
            head: t("number"),
            rowHeader: true,
            cell: ({ code }) => <RowLink to={`/organization/credit/certificate/${code}`}>{code}</RowLink>,
          },
          {
            key: "at",
            head: t("issued"),
            cell: ({ issuedAt }) => <DateTime at={issuedAt} weekday={false} />,
          },
        ]}
      />
    </>
  );
}
