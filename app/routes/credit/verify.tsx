import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { usePick } from "#app/components/credit/words.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime } from "#app/components/text.tsx";
import { verifyCertificate } from "#app/domain/credit/certificate/issue.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/verify.ts";

/** `/credit/verify/{code}`: whether a certificate of standing was made out here, and whether it still speaks. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const { ctx, ip, t } = scopeOf(context);
  const allowed = await countAttempt(ctx.db, ctx.clock.now(), [[limits.standingByAddress, ip]]);
  if (!allowed.ok) throw problemResponse(allowed.problem);
  const found = await verifyCertificate(ctx, params.code.toUpperCase());
  if (!found) throw problemResponse(problems.notFound("certificate"));
  const { organizationId: _, facts: __, ...certificate } = found;
  return { title: t("certificates:verify"), certificate };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData?.title },
  { name: "robots", content: "noindex" },
];

const tones = { valid: "confirmed", changed: "pending", over: "neutral" } as const;

export const headers: Route.HeadersFunction = () => ({ "Cache-Control": "no-store" });

export default function Verify({ loaderData: { certificate } }: Route.ComponentProps) {
  const { t } = useTranslation("certificates");
  const pick = usePick();
  return (
    <>
      <PageHead
        title={t("verify")}
        lead={t("verifyLead")}
        state={<StateTag tone={tones[certificate.state]}>{t(certificate.state)}</StateTag>}
      />
      <p className="max-w-reading pb-4">{t(`${certificate.state}Note`)}</p>
      <DescriptionList
        facts={[
          { term: t("number"), value: certificate.code },
          { term: t("organization"), value: pick(certificate.nameZh, certificate.nameEn) },
          { term: t("uscc"), value: <span className="tnum">{certificate.uscc}</span> },
          { term: t("issued"), value: <DateTime at={certificate.issuedAt} weekday={false} /> },
          { term: t("until"), value: <DateTime at={certificate.until} weekday={false} /> },
          {
            term: "SHA-256",
            value: <code className="break-all">{certificate.sha256}</code>,
            note: t("hashSame"),
          },
        ]}
      />
      <p className="pt-4">
        <Link className="link" to={`/credit/${certificate.uscc}`}>
          {t("now")}
        </Link>
      </p>
    </>
  );
}
