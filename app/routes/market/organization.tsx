import { useTranslation } from "react-i18next";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { Link } from "react-router";
import { VerifiedTag } from "#app/components/identity/verified.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Day } from "#app/components/text.tsx";
import { breadcrumb, fullOrganization } from "#app/domain/catalog/structured-data/site.ts";
import { standingsOf } from "#app/domain/credit/queries.server.ts";
import { publicOrganization } from "#app/domain/identity/public-organization.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "./head.server.ts";
import type { Route } from "./+types/organization.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { ctx, locale } = scope;
  const found = isUuid(params.id) ? await publicOrganization(ctx, params.id) : undefined;
  if (!found) throw problemResponse(problems.notFound("organization"));
  const title = locale === "en" ? found.nameEn || found.nameZh : found.nameZh;
  const standing = (await standingsOf(ctx.db, [found.id], ctx.clock.now())).get(found.id);
  const head = headOf(request, scope, {
    title,
    description: found.introduction,
    path: `/organizations/${found.id}`,
    index: found.kinds.length > 0,
    things: (page) => [
      fullOrganization(page, found),
      breadcrumb(page, [
        { name: scope.t("common:shell.name"), path: "/" },
        { name: title, path: `/organizations/${found.id}` },
      ]),
    ],
  });
  return { title, head, organization: found, standing };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export default function PublicOrganization({ loaderData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("organization");
  const { title, organization, standing } = loaderData;
  const english = i18n.language === "en";
  const region = organization.region && (english ? organization.region.nameEn : organization.region.nameZh);
  return (
    <>
      <PageHead
        kicker={[t(`kind.${organization.kind}`), region].filter(Boolean).join(" · ")}
        title={title}
        lead={organization.introduction}
        state={<VerifiedTag verified={organization.verifiedAt !== null} />}
      />
      <DescriptionList
        columns={2}
        facts={[
          { term: t("field.uscc"), value: <span className="tnum">{organization.uscc}</span> },
          { term: t("field.nameEn"), value: english ? "" : organization.nameEn },
          {
            term: t("field.verifiedAt"),
            value: organization.verifiedAt && <Day at={organization.verifiedAt} />,
          },
          {
            term: t("public.grade"),
            value: standing && (
              <Link className="link" to={`/credit/${organization.uscc}`} rel="nofollow">
                {t("public.gradeLink", { grade: standing.grade })}
              </Link>
            ),
          },
          { term: t("public.credit"), value: standing?.score, note: t("public.creditNote") },
          { term: t("field.address"), value: organization.address },
          { term: t("field.contactEmail"), value: <Mailbox address={organization.contactEmail} /> },
          { term: t("field.contactPhone"), value: <Telephone number={organization.contactPhone} /> },
          { term: t("field.website"), value: <Website address={organization.website} /> },
        ]}
      />
      {organization.kinds.length === 0 && (
        <Section title={t("public.lists")}>
          <EmptyState title={t("public.nothing")}>{t("public.nothingDetail")}</EmptyState>
        </Section>
      )}
      {organization.kinds.map((group) => (
        <Section
          key={group.kind}
          title={t(`common:kinds.${group.kind}`)}
          aside={
            <Link className="link" to={`/?kind=${group.kind}&org=${organization.id}`}>
              {t("public.all", { count: group.total })}
            </Link>
          }
        >
          <ul className="grid gap-x-10 gap-y-2 lg:grid-cols-2">
            {group.listings.map((row) => (
              <li key={row.id}>
                <Link className="link" to={listingPath(row.kind, row.id)}>
                  {english ? row.titleEn || row.titleZh : row.titleZh}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

const Mailbox = ({ address }: { address: string }) =>
  address ? (
    <a className="link" href={`mailto:${address}`}>
      {address}
    </a>
  ) : (
    "—"
  );

const Telephone = ({ number }: { number: string }) =>
  number ? (
    <a className="link" href={`tel:${number}`}>
      {number}
    </a>
  ) : (
    "—"
  );

const Website = ({ address }: { address: string }) =>
  address ? (
    <a className="link break-all" href={address} rel="noreferrer nofollow">
      {address}
    </a>
  ) : (
    "—"
  );
