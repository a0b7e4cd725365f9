import { contractPage } from "#app/domain/contracts/contract-page.server.ts";
import { contractPdf } from "#app/domain/contracts/text/document.server.ts";
import { fileHeaders } from "#app/routes/account/file-headers.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/document.ts";

/** The contract as a PDF: its text, and the sheet of its signatures. `?n=` for an earlier version. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await contractPage(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { texts, text, row, signatures, clientZh, developerZh } = found.value;
  const n = Number(new URL(request.url).searchParams.get("n") ?? text?.n);
  const asked = texts.find((one) => one.n === n);
  if (!asked) throw problemResponse(problems.notFound("contract_text"));
  const pdf = await contractPdf({
    ...{ title: row.title, canonical: asked.canonical, sha256: asked.sha256, at: asked.createdAt },
    signatures: signatures
      .filter(({ textId }) => textId === asked.id)
      .map(({ side, signerName, at, sha256 }) => ({
        ...{ party: side === "client" ? `甲方：${clientZh}` : `乙方：${developerZh}`, signer: signerName },
        ...{ at, sha256 },
      })),
  });
  const name = `${row.title}-${asked.sha256.slice(0, 8)}.pdf`;
  const headers = fileHeaders({ mediaType: "application/pdf", name, bytes: pdf.byteLength });
  headers.set("Cache-Control", "private, no-store");
  return new Response(new Uint8Array(pdf), { headers });
}
