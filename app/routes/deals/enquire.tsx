import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { z } from "zod";
import { ButtonLink } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Checkbox } from "#app/components/choices.tsx";
import { DealForm } from "#app/components/deals/deal-form.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { enquire } from "#app/domain/deals/negotiation/enquire.server.ts";
import { enquireInput } from "#app/domain/deals/negotiation/inputs.ts";
import { confidentialityTerms } from "#app/domain/deals/negotiation/policy.ts";
import { liveNegotiation } from "#app/domain/deals/of-technology.server.ts";
import { dealLimits } from "#app/domain/deals/limits.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { replyTo } from "./reply.server.ts";
import type { Route } from "./+types/enquire.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "deal.buy");
  const found = await findListing(scope.ctx, params.id, "technology");
  if (!found.ok) throw problemResponse(found.problem);
  const { id, titleZh, titleEn } = found.value.listing;
  return {
    technology: { id, titleZh, titleEn },
    live: await liveNegotiation(scope.ctx, id),
    version: confidentialityTerms.version,
    title: scope.t("deals:negotiation.enquireTitle"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

const enquiryForm = enquireInput.extend({ termsVersion: z.coerce.number().pipe(z.int().min(1)) });

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "deal.buy");
  let made = "";
  const reply = await replyTo(await readForm(request), enquiryForm, async (input) => {
    const done = await enquire(scope.ctx, params.id, input);
    if (done.ok) made = done.value.id;
    return done;
  });
  if (reply) return data(reply, { status: reply.problem.status });
  return redirect(`/negotiations/${made}?done=enquire`);
}

export default function Enquire({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("deals");
  const titleOf = useTitleOf();
  const { technology, live, version } = loaderData;
  const problem = actionData?.problem;
  const labels = {
    enquiry: t("negotiation.enquiry"),
    termsVersion: t("negotiation.agree", { version }),
  };
  return (
    <>
      <Breadcrumb steps={[{ to: `/technologies/${technology.id}`, label: titleOf(technology) }]} />
      <PageHead title={t("negotiation.enquireTitle")} lead={t("negotiation.enquireLead")} />
      {problem && problem.code !== "invalid" && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      {live ? (
        <>
          <p className="pb-4">{t("negotiation.already")}</p>
          <ButtonLink to={`/negotiations/${live}`}>{t("negotiation.view")}</ButtonLink>
        </>
      ) : (
        <DealForm intent="enquire" reply={actionData} labels={labels} submit={t("negotiation.enquire")}>
          {(meta) => (
            <>
              <TextArea
                meta={meta("enquiry")}
                label={labels.enquiry}
                help={t("negotiation.enquiryHelp")}
                max={dealLimits.prose}
                rows={5}
              />
              <div className="grid gap-2">
                <h2 className="text-base font-semibold">{t("negotiation.termsTitle")}</h2>
                <p className="max-w-reading whitespace-pre-line text-sm text-muted">
                  {t("negotiation.terms")}
                </p>
              </div>
              <Checkbox meta={meta("termsVersion")} label={labels.termsVersion} value={String(version)} />
            </>
          )}
        </DealForm>
      )}
    </>
  );
}
