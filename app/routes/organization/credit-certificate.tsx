import { useTranslation } from "react-i18next";
import { renderSVG } from "uqr";
import { ButtonLink } from "#app/components/button.tsx";
import { CertificatePaper } from "#app/components/credit/certificate-paper.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { ownCertificate } from "#app/domain/credit/certificate/issue.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/credit-certificate.ts";

/** `/organization/credit/certificate/{code}`: a certificate of one's own organisation, for paper. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await ownCertificate(scope.ctx, params.code);
  if (!found) throw problemResponse(problems.notFound("certificate"));
  const address = `${env().baseUrl}/credit/verify/${found.code}`;
  const picture = `data:image/svg+xml,${encodeURIComponent(renderSVG(address))}`;
  const { text, sha256, code } = found;
  return { title: `${scope.t("certificates:one")} ${code}`, code, paper: { text, sha256, address, picture } };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Certificate({ loaderData: { title, code, paper } }: Route.ComponentProps) {
  const { t } = useTranslation("certificates");
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/credit/certificate", label: t("title") }]} />
      <h1 className="text-2xl print:hidden">{title}</h1>
      <p className="pt-3 print:hidden">
        <ButtonLink reloadDocument to={`/organization/credit/certificate/${code}/document`}>
          {t("download")}
        </ButtonLink>
      </p>
      <CertificatePaper {...paper} />
    </>
  );
}
