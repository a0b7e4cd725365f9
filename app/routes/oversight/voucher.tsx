import { useTranslation } from "react-i18next";
import { Link, redirect } from "react-router";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Flash } from "#app/components/flash.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day } from "#app/components/text.tsx";
import { Act, replyOf } from "#app/components/vouchers/ask-reason.tsx";
import { BudgetChart } from "#app/components/vouchers/budget-chart.tsx";
import { HoldTable } from "#app/components/vouchers/hold-table.tsx";
import { ProgramVouchers } from "#app/components/vouchers/program-vouchers.tsx";
import { RulesFacts } from "#app/components/vouchers/rules-facts.tsx";
import { programState, voucherTone } from "#app/components/vouchers/words.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { programForm } from "#app/domain/vouchers/forms.ts";
import { performOnProgram } from "#app/domain/vouchers/perform.server.ts";
import { findProgram, versionsOf } from "#app/domain/vouchers/program-queries.server.ts";
import { findingsOf, vouchersOf } from "#app/domain/vouchers/voucher-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import type { Route } from "./+types/voucher.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "voucher.read");
  const found = await findHere(scope, params.id);
  const [versions, vouchers, findings] = await Promise.all([
    versionsOf(scope.ctx, params.id, true),
    vouchersOf(scope.ctx, params.id),
    findingsOf(scope.ctx, params.id),
  ]);
  return {
    title: scope.locale === "en" ? found.program.nameEn : found.program.nameZh,
    ...found,
    versions,
    vouchers,
    findings,
    runs: may(actor, "voucher.run", found.program),
    decides: may(actor, "organization.verify"),
    now: scope.ctx.clock.now(),
  };
}

/** The programme, if it is of the reader's territory; another one does not exist for them. */
async function findHere({ ctx }: RequestScope, id: string) {
  const found = isUuid(id) ? await findProgram(ctx, id) : undefined;
  if (!found) throw problemResponse(problems.notFound("voucher_program"));
  return found;
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "voucher.run");
  await findHere(scope, params.id);
  const submission = parseForm(await readForm(request), programForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const done = await performOnProgram(scope.ctx, params.id, submission.value);
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/oversight/vouchers/${params.id}?done=${submission.value.intent}`);
}

type Loaded = Route.ComponentProps["loaderData"];

export default function Program({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const { budget, reserved, vouchers, findings, runs, now, decides } = loaderData;
  const reply = replyOf(actionData);
  const done = ["drafted", "rules", "publish", "close", "discard", "grant", "decline"] as const;
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/vouchers", label: t("desk.title") }]} />
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`done.${name}`)]))} />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <Head loaderData={loaderData} actionData={actionData} />
      <OversightTabs decides={decides} />
      <Section title={t("desk.budget")}>
        <BudgetChart use={{ ...budget, reserved }} />
      </Section>
      <Rules loaderData={loaderData} />
      <Section title={t("desk.vouchers")} id="vouchers">
        <ProgramVouchers rows={vouchers} decides={runs} now={now} reply={reply} />
      </Section>
      {findings.length > 0 && (
        <Section title={t("desk.findings")} id="findings">
          <p className="max-w-reading pb-4 text-sm text-muted">{t("desk.findingsLead")}</p>
          <HoldTable
            rows={findings}
            caption={t("desk.findings")}
            empty={t("desk.findings")}
            otherHead={t("column.provider")}
            other={(row) => nameOf({ nameZh: row.providerZh, nameEn: row.providerEn })}
          />
        </Section>
      )}
    </>
  );
}

function Head({
  loaderData: { program, region, versions, runs },
  actionData,
}: {
  loaderData: Loaded;
  actionData: Route.ComponentProps["actionData"];
}) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const reply = replyOf(actionData);
  const state = programState(program.state);
  const [latest] = versions;
  const draft = latest?.publishedAt === null;
  const closable = state === "open";
  const reason = { name: "reason" as const, label: t("field.reason") };
  return (
    <PageHead
      kicker={nameOf(region)}
      title={nameOf(program)}
      state={<StateTag tone={voucherTone(state)}>{t(`programState.${state}`)}</StateTag>}
      actions={
        runs && (
          <>
            {draft && state !== "closed" && state !== "discarded" && (
              <Act
                intent="publish"
                look="primary"
                label={t("act.publish")}
                note={t("act.publishNote", { version: latest?.version })}
                reply={reply}
              />
            )}
            {closable && (
              <Act
                intent="close"
                label={t("act.close")}
                note={t("act.closeNote")}
                reply={reply}
                ask={reason}
              />
            )}
            {state === "draft" && (
              <Act
                intent="discard"
                label={t("act.discard")}
                note={t("act.discardNote")}
                reply={reply}
                ask={reason}
              />
            )}
          </>
        )
      }
      next={<p>{t(`next.${state}`)}</p>}
    />
  );
}

function Rules({ loaderData: { program, versions, runs } }: { loaderData: Loaded }) {
  const { t } = useTranslation("vouchers");
  const [latest, ...older] = versions;
  if (!latest) return null;
  const editable = runs && ["draft", "open"].includes(program.state);
  return (
    <Section
      title={t("desk.rules", { version: latest.version })}
      aside={
        <span className="flex flex-wrap gap-x-4">
          {latest.publishedAt ? (
            <span>
              {t("desk.publishedOn")} <Day at={latest.publishedAt} />
            </span>
          ) : (
            <StateTag tone="neutral">{t("desk.unpublished")}</StateTag>
          )}
          {editable && (
            <Link className="link" to={`/oversight/vouchers/${program.id}/rules`}>
              {t(latest.publishedAt ? "desk.newVersion" : "desk.changeDraft")}
            </Link>
          )}
        </span>
      }
    >
      <RulesFacts rules={latest} />
      {older.length > 0 && (
        <p className="pt-3 text-sm text-muted">
          {t("desk.older", { versions: older.map(({ version }) => version).join(", ") })}
        </p>
      )}
    </Section>
  );
}
