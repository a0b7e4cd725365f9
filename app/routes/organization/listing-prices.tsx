import { useTranslation } from "react-i18next";
import { data, Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { EditorHead } from "#app/components/catalog/editor-head.tsx";
import { allSteps, stepPath } from "#app/components/catalog/form-steps.ts";
import {
  emptyLine,
  entryName,
  lineInputs,
  readLines,
  writeLine,
} from "#app/components/catalog/price-form.ts";
import { PriceLine } from "#app/components/catalog/price-line.tsx";
import { Flash } from "#app/components/flash.tsx";
import { ErrorSummary } from "#app/components/form.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { calendarDay } from "#app/domain/catalog/days.ts";
import { pricesInput } from "#app/domain/catalog/inputs.ts";
import { limits } from "#app/domain/catalog/limits.ts";
import { isGovernmentFunded } from "#app/domain/catalog/policy.ts";
import { setPrices } from "#app/domain/catalog/set-prices.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { type Problem, problems } from "#app/runtime/problem.ts";
import { problemResponse, type RequestScope, scopeOf } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors, issueText } from "#app/runtime/validation.ts";
import type { Route } from "./+types/listing-prices.ts";
import { editedOf, isOpenForEdit, ownListing, versionIn } from "./own-listing.server.ts";

async function priced(scope: RequestScope, request: Request, id: string) {
  const detail = await ownListing(scope, request, id);
  const { kind } = detail.listing;
  if (kind !== "facility" && kind !== "service") throw problemResponse(problems.notFound("page"));
  return detail;
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const detail = await priced(scope, request, params.id);
  const day = calendarDay(scope.ctx.clock.now());
  return {
    title: scope.t("catalog:prices.title"),
    listing: editedOf(detail),
    editable: isOpenForEdit(detail),
    lines: [...detail.prices, ...detail.futurePrices].map(writeLine),
    government: isGovernmentFunded(detail.facility?.fundingSources ?? []),
    own: detail.listing.kind === "facility",
    share: await readParameter(scope.ctx.db, "management_share_percent", detail.listing.regionCode, day),
    day,
  };
}

/** Also after a refusal: the page must show what is saved now, and send its version next time. */
export const shouldRevalidate = () => true;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const { listing } = await priced(scope, request, params.id);
  const form = await readForm(request);
  const lines = readLines(form);
  const then = form.get("then");
  if (then === "add") {
    const day = calendarDay(scope.ctx.clock.now());
    return data({ lines: [...lines, emptyLine(day)].slice(0, limits.prices), errors: {}, problem: null });
  }
  const parsed = pricesInput.safeParse(
    { version: versionIn(form), prices: lineInputs(lines) },
    { error: codeErrorMap },
  );
  const saved = parsed.success
    ? await setPrices(scope.ctx, params.id, parsed.data)
    : { ok: false as const, problem: problems.invalid(fieldErrors(parsed.error)) };
  if (!saved.ok) return data({ lines, ...refusal(saved.problem) }, { status: saved.problem.status });
  const steps = allSteps(listing.kind);
  const target = then === "next" ? (steps[steps.indexOf("prices") + 1] ?? "prices") : "prices";
  return redirect(`${stepPath(params.id, listing.kind, target)}?done=save`);
}

function refusal(problem: Problem): { errors: Record<string, string[]>; problem: Problem } {
  const errors: Record<string, string[]> = {};
  for (const { path, code, params } of problem.errors ?? []) {
    const name = path.startsWith("prices.") ? path : "";
    errors[name] = [...(errors[name] ?? []), issueText(wordsOf(name, code), params)];
  }
  return { errors, problem };
}

/** What an amount or day wants, where the schema can only say that it is something else. */
function wordsOf(name: string, code: string): string {
  if (code === "wrong_type") return "number";
  return code === "wrong_format" && /valid(From|To)$/.test(name) ? "date_format" : code;
}

export default function ListingPrices({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["catalog", "editor"]);
  const { listing, editable, government, own, share, day } = loaderData;
  const shown = actionData?.lines ?? loaderData.lines;
  const lines = shown.length > 0 ? shown : [emptyLine(day)];
  const problem = actionData?.problem;
  return (
    <>
      <EditorHead listing={listing} step="prices" editable={editable} />
      {!actionData && <Flash messages={{ save: t("done.save") }} />}
      <div className="grid max-w-reading gap-3 pb-6">
        <p>{t("prices.lead")}</p>
        {own && (
          <Notice kind={government ? "warning" : "info"}>
            {t(government ? "prices.government" : "prices.own", { share })}
          </Notice>
        )}
        <p className="text-sm text-muted">{t("prices.past")}</p>
      </div>
      {editable && (
        <Form method="post" className="grid gap-6" key={`${listing.version} ${lines.length}`}>
          <input type="hidden" name="version" value={listing.version} />
          <input type="hidden" name="rows" value={lines.length} />
          {problem && problem.code !== "invalid" && <Refusal problem={problem} />}
          <ErrorSummary
            form={{ id: "prices", allErrors: actionData?.errors ?? {} }}
            fields={metas(actionData?.errors)}
          />
          {lines.map((line, row) => (
            <PriceLine
              key={entryName(row, "item")}
              row={row}
              line={line}
              errors={actionData?.errors ?? {}}
              government={government}
            />
          ))}
          <div className="flex flex-wrap gap-3 border-t border-hairline pt-4">
            <SubmitButton name="then" value="next">
              {t("editor:edit.saveNext")}
            </SubmitButton>
            <SubmitButton look="secondary" name="then" value="stay">
              {t("editor:edit.save")}
            </SubmitButton>
            <SubmitButton look="quiet" icon="plus" name="then" value="add">
              {t("prices.add")}
            </SubmitButton>
          </div>
        </Form>
      )}
    </>
  );
}

const metas = (errors: Record<string, string[]> = {}) =>
  Object.fromEntries(
    Object.keys(errors).map((name) => [
      name,
      { id: name, name, errorId: `${name}-error`, descriptionId: `${name}-help` },
    ]),
  );
