import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { z } from "zod";
import { ButtonLink } from "#app/components/button.tsx";
import { Flash } from "#app/components/flash.tsx";
import { Breadcrumb, CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { OwnWaits } from "#app/components/waitlist/own-waits.tsx";
import type { Context } from "#app/domain/context.ts";
import { passOffer, stopWaiting, takeOffer } from "#app/domain/booking/waitlist/change-entry.server.ts";
import { ownEntries } from "#app/domain/booking/waitlist/list-entries.server.ts";
import { parseForm, readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/waitlist.ts";

const pageSize = 30;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const after = new URL(request.url).searchParams.get("after") ?? undefined;
  const page = await ownEntries(scope.ctx, { after, limit: pageSize });
  return { ...page, after: after ?? null, title: scope.t("waitlist:title") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

const answer = z.strictObject({ intent: z.enum(["take", "pass", "stop-waiting"]), id: z.uuid() });
type Answer = z.output<typeof answer>;

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const submission = parseForm(await readForm(request), answer);
  if (submission.status !== "success") throw problemResponse(problems.notFound("transition"));
  const done = await carryOut(scope.ctx, submission.value);
  if (!done.ok) return data({ problem: done.problem }, { status: done.problem.status });
  const { intent } = submission.value;
  const next = intent === "take" ? `${done.value.id}?done=confirm` : `waitlist?done=${intent}`;
  return redirect(`/bookings/${next}`);
}

function carryOut(ctx: Context, { intent, id }: Answer) {
  if (intent === "take") return takeOffer(ctx, id);
  return intent === "pass" ? passOffer(ctx, id) : stopWaiting(ctx, id);
}

/** Also after a refusal: what was offered has usually gone. */
export const shouldRevalidate = () => true;

export default function OwnWaitlist({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["waitlist", "booking"]);
  const { items, nextCursor, after } = loaderData;
  const done = ["join", "take", "pass", "stop-waiting"] as const;
  return (
    <>
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`done.${name}`)]))} />
      <Breadcrumb steps={[{ to: "/bookings", label: t("booking:list.title") }]} />
      <PageHead title={t("title")} lead={t("lead")} />
      {actionData && (
        <div className="pb-4">
          <Refusal problem={actionData.problem} />
        </div>
      )}
      <OwnWaits
        items={items}
        empty={
          <EmptyState
            title={t("list.none")}
            action={<ButtonLink to="/?kind=facility">{t("list.find")}</ButtonLink>}
          >
            {t("list.noneDetail")}
          </EmptyState>
        }
      />
      <CursorPager after={after} next={nextCursor} />
    </>
  );
}
