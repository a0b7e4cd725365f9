import { data } from "react-router";
import { type Filled, filledFields } from "#app/components/catalog/read-fields.ts";
import type { FieldSpec } from "#app/components/catalog/form-steps.ts";
import { findListing, type ListingDetail } from "#app/domain/catalog/detail-queries.server.ts";
import { editableStates, editAction } from "#app/domain/catalog/states.ts";
import { isIn } from "#app/domain/process.ts";
import { type FieldError, type Problem, problems } from "#app/runtime/problem.ts";
import { problemResponse, type RequestScope, requireMember } from "#app/runtime/request.server.ts";
import { issueText } from "#app/runtime/validation.ts";

/** A listing of the organisation the person acts for, for somebody who may edit it; else a problem page. */
export async function ownListing(scope: RequestScope, request: Request, id: string): Promise<ListingDetail> {
  const detail = await shownListing(scope, request, id);
  if (!detail.editable) throw problemResponse(problems.forbidden(editAction[detail.listing.kind]));
  return detail;
}

/** The same for any member who may read it. */
export async function shownListing(
  scope: RequestScope,
  request: Request,
  id: string,
): Promise<ListingDetail> {
  const { organization } = requireMember(scope, request);
  const found = await findListing(scope.ctx, id);
  const own = found.ok && found.value.listing.organizationId === organization.id;
  if (!own) throw problemResponse(problems.notFound("listing"));
  return found.value;
}

/** What the editor's pages say of the listing they edit. */
export const editedOf = ({ listing: { id, kind, state, version, titleZh, titleEn } }: ListingDetail) => ({
  id,
  kind,
  state,
  version,
  titleZh,
  titleEn,
});

export const isOpenForEdit = ({ listing }: ListingDetail): boolean => isIn(editableStates, listing.state);

/** The answer to a form that was not accepted: what was written, and the errors by field. */
export interface EditorReply {
  values: Record<string, Filled>;
  errors: Record<string, string[]>;
  problem: Problem | null;
}

/** Answers a refused step with its values kept and its errors beside the fields that they belong to. */
export function replyRefused(form: FormData, fields: readonly FieldSpec[], problem: Problem) {
  const reply: EditorReply = {
    values: filledFields(form, fields),
    errors: errorsByField(
      inWords(problem.errors ?? [], fields),
      fields.map(({ path }) => path),
    ),
    problem,
  };
  return data(reply, { status: problem.status });
}

/** Says what a field wants where the schema can only say that it is something else. */
function inWords(errors: readonly FieldError[], fields: readonly FieldSpec[]): FieldError[] {
  return errors.map((error) => {
    const widget = fields.find(({ path }) => path === error.path)?.widget;
    if (error.code === "wrong_type" && (widget === "integer" || widget === "decimal" || widget === "wan")) {
      return { ...error, code: "number" };
    }
    return error.code === "wrong_format" && widget === "date" ? { ...error, code: "date_format" } : error;
  });
}

/** Errors by the field that shows them: `keywords.2` belongs to `keywords`. */
export function errorsByField(
  errors: readonly FieldError[],
  names: readonly string[],
): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { path, code, params } of errors) {
    const name = names.find((one) => path === one || path.startsWith(`${one}.`)) ?? "";
    const text = issueText(code, params);
    const known = found[name] ?? [];
    if (!known.includes(text)) found[name] = [...known, text];
  }
  return found;
}

/** The version that the editor's page was made from; 0, which no listing has, when the form does not say. */
export function versionIn(form: FormData): number {
  const value = form.get("version");
  return typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : 0;
}
