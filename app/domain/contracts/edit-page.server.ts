import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { today } from "../working-days.ts";
import { type ContractPage, contractPage } from "./contract-page.server.ts";
import type { Finding } from "./finding.ts";
import { findings } from "./policy.ts";
import { readLimits, readParties } from "./scene.server.ts";
import { emptyTerms, type Terms, termsInput } from "./terms.ts";

export interface EditPage {
  page: ContractPage;
  /** What the builder starts from: the own draft, else the latest text. */
  terms: Terms;
  findings: Finding[];
  /** In force, what is written is an amendment. */
  amends: boolean;
}

/** What there is to say about terms that are meant for this contract. */
export async function findingsOf(ctx: Context, page: ContractPage, terms: Terms): Promise<Finding[]> {
  const { regionCode } = await readParties(ctx.db, page.row);
  const now = ctx.clock.now();
  return findings(terms, await readLimits(ctx.db, regionCode, now), today(now));
}

/** The builder of a contract: for the side whose turn it is while it is drafted, for both once it is in force. */
export async function editPage(ctx: Context, id: string): Promise<Result<EditPage>> {
  const found = await contractPage(ctx, id);
  if (!found.ok) return found;
  const page = found.value;
  const amends = page.row.state === "in_force";
  if (!page.side) return fail(problems.forbidden("contract.edit"));
  if (!amends && !page.acts.includes("propose"))
    return fail(problems.notAllowedNow("propose", page.row.state));
  const draft = amends ? null : page.row.draft;
  const terms = termsInput.parse(draft ?? page.text?.terms ?? emptyTerms());
  return ok({ page, terms, findings: await findingsOf(ctx, page, terms), amends });
}
