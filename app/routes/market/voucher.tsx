import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { formatMoney } from "#app/components/format.ts";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day } from "#app/components/text.tsx";
import { RulesFacts } from "#app/components/vouchers/rules-facts.tsx";
import { programState, useDay, voucherTone } from "#app/components/vouchers/words.ts";
import { institutionsOf, publicProgram, versionsOf } from "#app/domain/vouchers/program-queries.server.ts";
import { today } from "#app/domain/working-days.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "./head.server.ts";
import type { Route } from "./+types/voucher.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const found = isUuid(params.id) ? await publicProgram(scope.ctx, params.id) : undefined;
  const versions = found ? await versionsOf(scope.ctx, params.id, false) : [];
  const [current] = versions;
  if (!found || !current) throw problemResponse(problems.notFound("voucher_program"));
  const { program, budget, region, regulatorZh, regulatorEn } = found;
  const title = scope.locale === "en" ? program.nameEn : program.nameZh;
  const day = today(scope.ctx.clock.now());
  return {
    head: headOf(request, scope, {
      title,
      description: scope.t("vouchers:public.lead"),
      path: `/vouchers/${params.id}`,
      index: true,
    }),
    program,
    region,
    regulator: { nameZh: regulatorZh, nameEn: regulatorEn },
    free: budget.amount - budget.committed,
    current,
    versions: versions.map(({ version, publishedAt }) => ({ version, publishedAt })),
    institutions: await institutionsOf(scope.ctx, current.providers),
    applying: program.state === "open" && current.applyFrom <= day && day <= current.applyUntil,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export default function Voucher({ loaderData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const dayOf = useDay();
  const { program, region, regulator, free, current, versions, institutions, applying } = loaderData;
  const state = programState(program.state);
  const notes = i18n.language === "en" ? current.notesEn || current.notesZh : current.notesZh;
  return (
    <>
      <Breadcrumb steps={[{ to: "/vouchers", label: t("public.title") }]} />
      <PageHead
        kicker={`${nameOf(region)} · ${nameOf(regulator)}`}
        title={nameOf(program)}
        state={<StateTag tone={voucherTone(state)}>{t(`programState.${state}`)}</StateTag>}
        actions={
          applying &&
          free > 0 && (
            <ButtonLink to={`/organization/vouchers/new/${program.id}`}>{t("public.apply")}</ButtonLink>
          )
        }
        next={
          <p>
            {applying
              ? free > 0
                ? t("public.left", { sum: formatMoney(free), until: dayOf(current.applyUntil) })
                : t("public.exhaustedNote")
              : t("public.notApplying", {
                  from: dayOf(current.applyFrom),
                  until: dayOf(current.applyUntil),
                })}
          </p>
        }
      />
      <Section title={t("public.conditions", { version: current.version })}>
        <RulesFacts rules={current} />
        {notes !== "" && <p className="max-w-reading pt-4 whitespace-pre-line">{notes}</p>}
      </Section>
      {current.providers.length > 0 && (
        <Section title={t("public.institutions")}>
          <ul className="grid list-disc gap-1 ps-5">
            {institutions.map((one) => (
              <li key={one.id}>
                <Link className="link" to={`/organizations/${one.id}`}>
                  {nameOf(one)}
                </Link>
                <span className="text-sm text-muted"> · {nameOf(one.region)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Notice title={t("public.lawTitle")}>
        <p>{t("public.law")}</p>
      </Notice>
      <p className="pt-4 text-sm text-muted">
        {versions.map(({ version, publishedAt }) => (
          <span key={version} className="me-4">
            {t("version", { version })} {publishedAt && <Day at={publishedAt} />}
          </span>
        ))}
      </p>
    </>
  );
}
