import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { MadeTogether } from "#app/components/bundle/made-together.tsx";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { formatMoney } from "#app/components/format.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { bundlePage } from "#app/domain/booking/bundle/bundle-page.server.ts";
import { cancelBundle, previewCancelBundle } from "#app/domain/booking/bundle/cancel-bundle.server.ts";
import { optionalReasonInput } from "#app/domain/booking/inputs.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/bundle.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const page = await bundlePage(scope.ctx, params.id);
  if (!page.ok) throw problemResponse(page.problem);
  const asked = new URL(request.url).searchParams.get("act") === "cancel";
  const seen = asked && page.value.open.length > 0 ? await previewCancelBundle(scope.ctx, params.id) : null;
  return {
    ...page.value,
    charge: seen?.ok ? seen.value.reduce((sum, { charge }) => sum + (charge ?? 0), 0) : null,
    problem: seen && !seen.ok ? seen.problem : null,
    title: scope.t("together:bundle.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export const shouldRevalidate = () => true;

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const submission = parseForm(await readForm(request), optionalReasonInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const done = await cancelBundle(scope.ctx, params.id, submission.value);
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/booking-bundles/${params.id}?done=cancel`);
}

const lost = ["rejected", "expired", "no_show", "cancelled"];

export default function Bundle({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["together", "booking"]);
  const { items, open, price, charge } = loaderData;
  const refused = actionData?.problem ?? loaderData.problem;
  const missing = items.filter(({ state }) => lost.includes(state)).length;
  return (
    <>
      <Flash messages={{ made: t("done.made"), cancel: t("done.cancel") }} />
      <Breadcrumb steps={[{ to: "/bookings", label: t("booking:list.title") }]} />
      <PageHead
        title={t("bundle.title")}
        lead={t("bundle.lead", { count: items.length, price: formatMoney(price) })}
        actions={
          open.length > 0 &&
          charge === null && (
            <ButtonLink look="secondary" to="?act=cancel">
              {t("bundle.cancel")}
            </ButtonLink>
          )
        }
      />
      <div className="grid gap-4 pb-6 empty:hidden">
        {refused && <Refusal problem={refused} />}
        {missing > 0 && open.length > 0 && (
          <Notice kind="warning" title={t("bundle.missing", { count: missing })}>
            <p>{t("bundle.missingLead")}</p>
          </Notice>
        )}
      </div>
      {charge !== null && <CancelAll count={open.length} charge={charge} />}
      <Section title={t("bundle.parts")}>
        <MadeTogether items={items} />
      </Section>
    </>
  );
}

/** What cancelling all of them costs, and the button that does it. */
function CancelAll({ count, charge }: { count: number; charge: number }) {
  const { t } = useTranslation(["together", "booking"]);
  return (
    <Section title={t("bundle.cancel")}>
      <Form method="post" action="?" className="grid max-w-form gap-5">
        <p className={charge > 0 ? "font-semibold text-refused" : ""}>
          {t(charge > 0 ? "booking:series.costs" : "booking:series.free", { price: formatMoney(charge) })}
        </p>
        <TextInput meta={plainField("reason", "")} label={t("booking:series.reason")} optional />
        <div className="flex flex-wrap items-center gap-4">
          <SubmitButton look="danger">{t("booking:series.doCancel", { free: count })}</SubmitButton>
          <Link className="link" to="?">
            {t("booking:series.back")}
          </Link>
        </div>
      </Form>
    </Section>
  );
}
