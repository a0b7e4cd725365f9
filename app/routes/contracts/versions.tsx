import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { RedlineView } from "#app/components/contracts/redline-view.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { contractPage } from "#app/domain/contracts/contract-page.server.ts";
import { isChanged, redline } from "#app/domain/contracts/text/redline.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/versions.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await contractPage(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { texts, row, clientZh, developerZh } = found.value;
  const query = new URL(request.url).searchParams;
  const of = (name: string, fallback: number) =>
    texts.find(({ n }) => n === Number(query.get(name))) ?? texts.at(fallback) ?? texts[0];
  const [from, to] = [of("from", -2), of("to", -1)];
  return {
    id: row.id,
    title: row.title,
    versions: texts.map(({ n, sha256, createdAt, note, organizationId, id }) => ({
      ...{ n, sha256, createdAt, note, signed: id === row.textId },
      by: organizationId === row.clientId ? clientZh : developerZh,
    })),
    from: from?.n ?? 0,
    to: to?.n ?? 0,
    lines: from && to ? redline(from.canonical, to.canonical) : [],
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

type Version = Route.ComponentProps["loaderData"]["versions"][number];

export default function Versions({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("contracts");
  const { id, title, versions, from, to, lines } = loaderData;
  const options = versions.map(({ n }) => ({ value: String(n), label: t("versions.version", { n }) }));
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/contracts", label: t("title") },
          { to: `/contracts/${id}`, label: title },
        ]}
      />
      <PageHead title={t("versions.title")} />
      {versions.length === 0 && <EmptyState title={t("versions.none")} />}
      {versions.length > 1 && (
        <Section title={t("versions.show")}>
          <Form method="get" className="flex flex-wrap items-end gap-4 pb-4">
            <Select
              meta={plainField("from", String(from))}
              label={t("versions.from")}
              options={options}
              placeholder={null}
            />
            <Select
              meta={plainField("to", String(to))}
              label={t("versions.to")}
              options={options}
              placeholder={null}
            />
            <SubmitButton look="secondary">{t("versions.show")}</SubmitButton>
          </Form>
          <p className="pb-2 text-sm text-muted">
            {lines.some(isChanged) ? t("versions.legend") : t("versions.same")}
          </p>
          <RedlineView lines={lines} />
        </Section>
      )}
      {versions.length > 0 && (
        <Section title={t("versions.all")}>
          <DataTable<Version>
            caption={t("versions.all")}
            captionHidden
            rows={versions.toReversed()}
            rowKey={({ n }) => String(n)}
            columns={[
              {
                key: "n",
                head: t("versions.one"),
                label: t("versions.one"),
                rowHeader: true,
                cell: ({ n, signed }) =>
                  `${t("versions.version", { n })}${signed ? ` · ${t("versions.signed")}` : ""}`,
              },
              { key: "by", head: t("page.who"), cell: ({ by }) => by },
              {
                key: "at",
                head: t("page.at"),
                cell: ({ createdAt }) => <DateTime at={createdAt} weekday={false} />,
              },
              { key: "note", head: t("page.note"), cell: ({ note }) => note },
              {
                key: "sha",
                head: t("page.hash"),
                cell: ({ sha256 }) => <code className="text-xs break-all">{sha256}</code>,
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}
