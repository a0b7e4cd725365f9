import { certificatePdf } from "#app/domain/credit/certificate/document.server.ts";
import { ownCertificate } from "#app/domain/credit/certificate/issue.server.ts";
import { fileHeaders } from "#app/routes/account/file-headers.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/credit-certificate-pdf.ts";

/** `/organization/credit/certificate/{code}/document`: a certificate of one's own organisation as a PDF. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await ownCertificate(scope.ctx, params.code);
  if (!found) throw problemResponse(problems.notFound("certificate"));
  const pdf = await certificatePdf({ ...found, address: `${env().baseUrl}/credit/verify/${found.code}` });
  const name = `${scope.t("certificates:one")}-${found.code}.pdf`;
  const headers = fileHeaders({ mediaType: "application/pdf", name, bytes: pdf.byteLength });
  headers.set("Cache-Control", "private, no-store");
  return new Response(new Uint8Array(pdf), { headers });
}
