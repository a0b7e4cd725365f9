import { randomUUID } from "node:crypto";
import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { ChooseForm } from "#app/components/bundle/choose-form.tsx";
import { SendForm } from "#app/components/bundle/send-form.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { bundleForm, bundleOf } from "#app/domain/booking/bundle/bundle-form.ts";
import { previewBundle, reserveBundle } from "#app/domain/booking/bundle/reserve-bundle.server.ts";
import { togetherPage } from "#app/domain/booking/bundle/together-page.server.ts";
import { mostTogether, readTogether, togetherPath } from "#app/domain/booking/bundle/wanted-parts.ts";
import { facilitiesBeside } from "#app/domain/search/facilities-beside.server.ts";
import { once } from "#app/domain/idempotency.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { ok, type Problem } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/together.ts";

/** `/bookings/together?start=…&end=…&id=…&id=…`: several facilities, all or none; the address is the whole choice. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const query = new URL(request.url).searchParams;
  const asked = readTogether(query);
  if (query.has("add")) throw redirect(togetherPath(asked));
  const page = await togetherPage(scope.ctx, asked);
  if (!page.ok) throw problemResponse(page.problem);
  const q = query.get("q") ?? "";
  const { parts } = page.value;
  const beside =
    parts.length < mostTogether
      ? await facilitiesBeside(scope.ctx, {
          q,
          organizationId: parts[0]?.page?.facility.providerId,
          without: parts.map(({ asked: { facilityId } }) => facilityId),
        })
      : [];
  return { ...page.value, q, beside, key: randomUUID(), title: scope.t("together:title") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData?.title },
  { name: "robots", content: "noindex" },
];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const submission = parseForm(await readForm(request), bundleForm);
  if (submission.status !== "success") {
    const invalid = replyInvalid(submission);
    return data({ ...invalid.data, against: null }, invalid.init ?? undefined);
  }
  const { key, ...form } = submission.value;
  const wish = bundleOf(form);
  const attempt = { key: `form-${key}`, request: JSON.stringify(["together", wish]) };
  const made = await once(scope.ctx, attempt, async (ctx) => {
    const result = await reserveBundle(ctx, wish);
    return result.ok ? ok({ status: 201, body: result.value.id }) : result;
  });
  if (made.ok) return redirect(`/booking-bundles/${String(made.value.body)}?done=made`);
  // With what the form said, which the page's own preview does not know: terms, accessories, a reason for an exception.
  const seen = await previewBundle(scope.ctx, wish);
  const against: (Problem | null)[] | null = seen.ok ? seen.value.map(({ problem }) => problem) : null;
  const refused = replyProblem(submission, made.problem, scope.t);
  return data({ ...refused.data, against }, refused.init ?? undefined);
}

/** Also after a refusal: then other times are free. */
export const shouldRevalidate = () => true;

export function headers() {
  return { "Cache-Control": "no-store" };
}

export default function Together({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["together", "booking"]);
  const { parts, gone } = loaderData;
  const against = actionData?.against ?? null;
  const problems = parts.map(({ line }, at) => (against ? (against[at] ?? null) : (line?.problem ?? null)));
  const bookable = parts.length > 1 && parts.every(mayBeSent);
  return (
    <>
      <Breadcrumb steps={[{ to: "/bookings", label: t("booking:list.title") }]} />
      <PageHead title={t("title")} lead={t("lead", { most: mostTogether })} />
      <div className="grid gap-4 pb-6 empty:hidden">
        {actionData?.problem && <Refusal problem={actionData.problem} />}
        {gone > 0 && <Notice kind="warning" title={t("gone", { count: gone })} />}
      </div>
      <div className="grid gap-x-12 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Section title={t("choose")}>
          <ChooseForm page={loaderData} problems={problems} q={loaderData.q} beside={loaderData.beside} />
        </Section>
        <Section title={t("say")}>
          {bookable ? (
            <SendForm page={loaderData} formKey={loaderData.key} reply={actionData} />
          ) : (
            <p className="text-muted">{t(parts.length > 1 ? "notYet" : "addFirst")}</p>
          )}
        </Section>
      </div>
    </>
  );
}

type Part = Route.ComponentProps["loaderData"]["parts"][number];

/** Nothing stands against it, or nothing that the reader may not set aside with a reason. */
const mayBeSent = ({ line, page }: Part): boolean =>
  line !== null &&
  (line.problem === null ||
    (page?.staff === true &&
      line.problem.code === "policy" &&
      (line.problem.reasons ?? []).every(({ overridable }) => overridable)));
