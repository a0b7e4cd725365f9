import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { AcceptLicence, WithdrawLicence } from "#app/components/deals/licence-acts.tsx";
import { LicenceFacts, LicenceText } from "#app/components/deals/licence-facts.tsx";
import { Flash } from "#app/components/flash.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { acceptLicence } from "#app/domain/contracts/licence/accept.server.ts";
import { acceptLicenceInput, noInput } from "#app/domain/contracts/licence/inputs.ts";
import { withdrawLicence } from "#app/domain/contracts/licence/offer.server.ts";
import { licenceOf } from "#app/domain/contracts/licence/queries.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import { replyTo } from "./reply.server.ts";
import type { Route } from "./+types/licence.ts";

export async function loader({ params, context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  const found = await findListing(ctx, params.id, "technology");
  if (!found.ok) throw problemResponse(found.problem);
  const { id, titleZh, titleEn } = found.value.listing;
  return {
    technology: { id, titleZh, titleEn },
    licence: await licenceOf(ctx, id),
    signedIn: ctx.actor.user !== null,
    title: `${t("deals:licence.kicker")} · ${titleZh}`,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const { ctx } = scope;
  const licence = await licenceOf(ctx, params.id);
  if (!licence) throw problemResponse(problems.notFound("licence_offer"));
  const form = await readForm(request);
  const { id } = licence.row;
  if (form.get("intent") === "withdraw_licence") {
    const reply = await replyTo(form, noInput, () => withdrawLicence(ctx, id));
    return reply ? data(reply, { status: reply.problem.status }) : redirect(`/technologies/${params.id}`);
  }
  let made = "";
  const reply = await replyTo(form, acceptLicenceInput, async (input) => {
    const done = await acceptLicence(ctx, id, input);
    if (done.ok) made = done.value.id;
    return done;
  });
  if (!reply) return redirect(`/contracts/${made}?done=concluded`);
  const { password: _, ...values } = reply.values;
  return data({ ...reply, values }, { status: reply.problem.status });
}

export default function Licence({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("deals");
  const titleOf = useTitleOf();
  const { technology, licence, signedIn } = loaderData;
  const problem = actionData?.problem;
  const back = { to: `/technologies/${technology.id}`, label: titleOf(technology) };
  if (!licence)
    return (
      <>
        <Breadcrumb steps={[back]} />
        <PageHead kicker={t("licence.kicker")} title={titleOf(technology)} />
        <EmptyState
          title={t("licence.none")}
          action={<ButtonLink to={back.to}>{t("licence.toTechnology")}</ButtonLink>}
        />
      </>
    );
  return (
    <>
      <Flash messages={{ offer: t("licence.done") }} />
      <Breadcrumb steps={[back]} />
      <PageHead
        kicker={t("licence.kicker")}
        title={titleOf(technology)}
        lead={t(`licence.lead.${licence.row.mode}`)}
      />
      {problem && problem.code !== "invalid" && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <LicenceFacts licence={licence} />
      <Section title={t("licence.accept")}>
        <AcceptLicence
          licence={licence}
          signedIn={signedIn}
          technologyId={technology.id}
          reply={actionData}
        />
        {licence.selling && <WithdrawLicence licence={licence} reply={actionData} />}
      </Section>
      <LicenceText text={licence.row} />
    </>
  );
}
