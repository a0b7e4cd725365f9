import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { formatDate, localeOf } from "#app/components/format.ts";
import { useHydrated } from "#app/components/keys.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice } from "#app/components/notice.tsx";
import { EvidenceFiles } from "#app/components/qualification/evidence-files.tsx";
import { Standing } from "#app/components/qualification/standing.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import { ownCertificate } from "#app/domain/qualification/own-queries.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/certificate.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const found = isUuid(params.id) ? await ownCertificate(scope.ctx, params.id) : undefined;
  if (!found) throw problemResponse(problems.notFound("qualification"));
  return { title: scope.t("qualification:certificate.title"), found };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** A qualification as a document: for the screen, and for paper. */
export default function Certificate({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("qualification");
  const nameOf = useNameOf();
  const hydrated = useHydrated();
  const { found } = loaderData;
  return (
    <>
      <Breadcrumb steps={[{ to: "/account/qualifications", label: t("own.title") }]} />
      <Over found={found} />
      <article className="panel my-4 grid max-w-reading gap-6 p-6 sm:p-10">
        <header className="grid gap-4 text-center">
          <p>
            <OrganizationName nameZh={found.issuerZh} nameEn={found.issuerEn} />
          </p>
          <h1 className="text-2xl">{t("certificate.title")}</h1>
          <p>{t("certificate.says", { holder: found.holder })}</p>
          <p className="text-xl font-semibold">{nameOf(found)}</p>
          {found.description && <p className="text-start whitespace-pre-line">{found.description}</p>}
        </header>
        <DescriptionList
          facts={[
            { term: t("own.granted"), value: <Day at={found.grantedAt} /> },
            { term: t("own.end"), value: <Standing standing={found.standing} end={found.end} /> },
            { term: t("own.evidence"), value: found.evidence },
            {
              term: t("evidence.files"),
              value: found.files.length > 0 && <EvidenceFiles files={found.files} />,
              note: t("evidence.private"),
            },
            { term: t("certificate.examiner"), value: found.examiner },
            { term: t("certificate.lastUsed"), value: found.lastUsedAt && <Day at={found.lastUsedAt} /> },
            {
              term: t("certificate.number"),
              value: <code className="font-mono break-all">{found.id.toUpperCase()}</code>,
            },
          ]}
        />
      </article>
      {hydrated && (
        <Button look="secondary" onClick={() => window.print()}>
          {t("certificate.print")}
        </Button>
      )}
    </>
  );
}

function Over({ found }: Pick<Route.ComponentProps["loaderData"], "found">) {
  const { t, i18n } = useTranslation("qualification");
  if (found.standing === "in_force") return null;
  const { revokedAt, revokedReason: reason } = found;
  const title = revokedAt
    ? t("certificate.revoked", { day: formatDate(revokedAt, localeOf(i18n.language)), reason })
    : t("certificate.over");
  return <Notice kind="warning" title={title} />;
}
