import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { actFields, isAct } from "#app/components/contracts/act-fields.ts";
import { Checklist } from "#app/components/contracts/checklist.tsx";
import { ContractHead } from "#app/components/contracts/contract-head.tsx";
import { Evaluations, History } from "#app/components/contracts/contract-after.tsx";
import { Amendments, Files, Signatures } from "#app/components/contracts/contract-parts.tsx";
import { Registration } from "#app/components/contracts/registration-part.tsx";
import { RoyaltiesView } from "#app/components/contracts/royalties-view.tsx";
import { Acts, MilestonesView } from "#app/components/contracts/milestones-view.tsx";
import { TextView } from "#app/components/contracts/text-view.tsx";
import { yuanInput } from "#app/components/format.ts";
import { Flash } from "#app/components/flash.tsx";
import { lifecycleSteps } from "#app/components/lifecycle.ts";
import { LifecycleLine } from "#app/components/lifecycle-line.tsx";
import { contractState, contractTone } from "#app/components/contracts/words.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { senselessActs } from "#app/domain/contracts/senseless-acts.ts";
import { type ContractPage, contractPage } from "#app/domain/contracts/contract-page.server.ts";
import { findingsOf } from "#app/domain/contracts/edit-page.server.ts";
import { dealOrigin } from "#app/domain/contracts/deal-origin.server.ts";
import { rightsOf } from "#app/domain/contracts/rights.ts";
import { contractProcess } from "#app/domain/contracts/states.ts";
import { termsInput } from "#app/domain/contracts/terms.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { today } from "#app/domain/working-days.ts";
import { acceptAttribute, documentRules } from "#app/runtime/files.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import { replyToAct } from "./contract-action.server.ts";
import type { Route } from "./+types/detail.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await contractPage(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const page = found.value;
  const { demandId } = page.row;
  const demand = demandId ? await findListing(scope.ctx, demandId, "demand") : null;
  const deal = await dealOrigin(scope.ctx, page.row);
  const terms = termsInput.parse(page.text?.terms ?? {});
  const day = today(scope.ctx.clock.now());
  const drafting = page.row.state === "drafting" && page.text !== undefined && page.side !== undefined;
  return {
    page,
    demand: demand?.ok
      ? {
          id: demand.value.listing.id,
          titleZh: demand.value.listing.titleZh,
          titleEn: demand.value.listing.titleEn,
        }
      : null,
    deal,
    title: page.row.title || scope.t("contracts:kicker"),
    english: scope.locale === "en",
    rounds: terms.changeRounds,
    rights: rightsOf(terms),
    steps: stepsOf(page),
    findings: drafting ? await findingsOf(scope.ctx, page, terms) : null,
    least: {
      percent: await readParameter(scope.ctx.db, "inventor_reward_percent", "330000", day),
      days: await readParameter(scope.ctx.db, "inventor_reward_notice_days", "330000", day),
    },
    world: {
      sha256: page.text?.sha256,
      grounds: page.grounds,
      accept: acceptAttribute(documentRules),
      megabytes: documentRules.maxBytes / 1_000_000,
      initial: {
        technologyAmount: yuanInput(
          page.registration?.row.technologyAmount ?? terms.amount - terms.equipment,
        ),
        technicalIncome: yuanInput(page.registration?.row.technicalIncome ?? terms.amount - terms.equipment),
        income: yuanInput(page.row.amount),
        percent: "70",
        declaredKind: page.row.kind,
        determinedKind: page.registration?.row.declaredKind ?? page.row.kind,
      },
    },
  };
}

/** The way the contract has gone and usually goes on, without what changed nothing of its state. */
function stepsOf({ row, history }: ContractPage) {
  const own = history
    .filter(({ entityId }) => entityId === row.id)
    // What the clock did nobody did.
    .map((entry) => (entry.via === "system" ? { ...entry, actorName: "" } : entry));
  const steps = lifecycleSteps(contractProcess, own, row.state);
  const over = !["drafting", "signing", "in_force"].includes(row.state);
  return over ? steps.filter(({ phase }) => phase !== "ahead") : steps;
}

/** Also after a refusal: what was refused has usually changed under the reader. */
export const shouldRevalidate = () => true;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await contractPage(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const reply = await replyToAct(scope.ctx, params.id, await readForm(request));
  return reply ?? redirect(`/contracts/${params.id}?done=step`);
}

/** Steps that are taken elsewhere: on the builder's page, or beside what they are about. */
const elsewhere = ["propose", "save-draft", "propose-amendment", "evaluate"];

/** Steps that end a contract in force: below everything that carries it on. */
const endings = ["propose-termination", "terminate"];

export default function ContractDetail({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("contracts");
  const { page, world, rounds, rights, steps, findings, english, least } = loaderData;
  const problem = actionData?.problem;
  const acts = ownActs(page);
  const onward = acts.filter((name) => !endings.includes(name));
  const ending = acts.filter((name) => endings.includes(name));
  return (
    <>
      {!actionData && (
        <Flash
          messages={{
            step: t("done.step"),
            proposed: t("done.proposed"),
            concluded: t("done.concluded"),
          }}
        />
      )}
      <Breadcrumb steps={[{ to: "/contracts", label: t("title") }]} />
      <ContractHead page={page} />
      <LifecycleLine
        steps={steps}
        label={(name) => t(`state.${contractState(name)}`)}
        tone={(name) => contractTone[contractState(name)]}
      />
      {problem && problem.code !== "invalid" && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      {onward.length > 0 && (
        <div className="pb-6" id="acts">
          <Acts names={onward} scope="whole" world={world} reply={actionData} />
        </div>
      )}
      <MilestonesView page={page} rounds={rounds} world={world} reply={actionData} />
      <RoyaltiesView page={page} rights={rights} world={world} reply={actionData} />
      <Amendments page={page} world={world} reply={actionData} />
      <Evaluations page={page} world={world} reply={actionData} />
      <Registration page={page} world={world} reply={actionData} least={least} />
      {page.text && (
        <TextView
          contractId={page.row.id}
          text={page.text}
          intact={page.text.intact}
          english={english}
          open={["drafting", "signing"].includes(page.row.state)}
        />
      )}
      {findings && <Checklist kind={page.row.kind} findings={findings} />}
      <Signatures page={page} demand={loaderData.demand} deal={loaderData.deal} />
      <Files page={page} world={world} reply={actionData} />
      {ending.length > 0 && (
        <Section title={t("page.ending")} id="ending" screenOnly>
          <Acts names={ending} scope="whole" world={world} reply={actionData} />
        </Section>
      )}
      <History page={page} />
    </>
  );
}

/** The steps of the contract itself that make sense now, the usual first. */
function ownActs(page: Route.ComponentProps["loaderData"]["page"]): string[] {
  if (!page.side) return [];
  const senseless = senselessActs(page);
  return page.acts.filter(
    (name) => isAct(name) && name in actFields && !elsewhere.includes(name) && !senseless.includes(name),
  );
}
