import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { Checklist } from "#app/components/contracts/checklist.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { LicenceText } from "#app/components/deals/licence-facts.tsx";
import { LicenceOfferForm } from "#app/components/deals/licence-offer-form.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { licenceFields, readLicence } from "#app/domain/contracts/licence/form.ts";
import { offerLicence, type OfferPreview, previewOffer } from "#app/domain/contracts/licence/offer.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { type Problem, problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import { fieldErrors, issueText } from "#app/runtime/validation.ts";
import { standardLicences } from "#db/schema/vocabulary.ts";
import { textsOf } from "./reply.server.ts";
import type { Route } from "./+types/licence-offer.ts";

async function ownTechnology(scope: RequestScope, request: Request, id: string) {
  requirePermission(scope, request, "deal.sell");
  const found = await findListing(scope.ctx, id, "technology");
  if (!found.ok) throw problemResponse(found.problem);
  requirePermission(scope, request, "deal.sell", found.value.listing);
  return found.value;
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { listing, technology } = await ownTechnology(scope, request, params.id);
  const modes = standardLicences.filter((mode) => technology?.transferModes.includes(mode));
  return {
    technology: { id: listing.id, titleZh: listing.titleZh, titleEn: listing.titleEn },
    modes,
    initial: {
      mode: modes[0] ?? "",
      price: technology?.askingPrice ? (technology.askingPrice / 100).toFixed(2) : "",
      deliverDays: "30",
    },
    title: scope.t("deals:licence.newTitle"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** What the page comes back with: the text to be read and signed, or what was wrong. */
interface Shown {
  values: Record<string, string>;
  errors: Record<string, string[]>;
  problem: Problem | null;
  preview: OfferPreview | null;
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  await ownTechnology(scope, request, params.id);
  const { intent, password = "", sha256 = "", ...values } = textsOf(await readForm(request));
  const shown = (problem: Problem | null, preview: OfferPreview | null): Shown => ({
    ...{ values, problem, preview },
    errors: errorsOf(problem),
  });
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const read = readLicence(filled);
  if (!read.success) return refused(shown(problems.invalid(fieldErrors(read.error)), null));
  const preview = await previewOffer(scope.ctx, params.id, read.data);
  if (!preview.ok) return refused(shown(preview.problem, null));
  if (intent !== "offer") return data(shown(null, preview.value));
  const done = await offerLicence(scope.ctx, params.id, { ...read.data, sha256, password });
  if (!done.ok) return refused(shown(done.problem, preview.value));
  return redirect(`/technologies/${params.id}/licence?done=offer`);
}

const refused = (shown: Shown) => data(shown, { status: shown.problem?.status ?? 422 });

function errorsOf(problem: Problem | null): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const { path, code, params } of problem?.errors ?? [])
    errors[path] = [...(errors[path] ?? []), issueText(code, params)];
  return errors;
}

export default function LicenceOffer({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("deals");
  const titleOf = useTitleOf();
  const { technology, modes, initial } = loaderData;
  const problem = actionData?.problem;
  const preview = actionData?.preview;
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/organization/deals", label: t("own.title") },
          { to: `/technologies/${technology.id}`, label: titleOf(technology) },
        ]}
      />
      <PageHead title={t("licence.newTitle")} lead={t("licence.newLead")} />
      {problem && problem.code !== "invalid" && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      {modes.length === 0 ? (
        <EmptyState
          title={t("licence.noMode")}
          action={
            <ButtonLink to={`/organization/listings/${technology.id}`}>
              {t("licence.changeListing")}
            </ButtonLink>
          }
        />
      ) : (
        <LicenceOfferForm
          modes={modes}
          fields={licenceFields}
          values={actionData?.values ?? initial}
          errors={actionData?.errors ?? {}}
          preview={preview ?? null}
        />
      )}
      {preview && (
        <div className="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <LicenceText text={preview} />
          <Checklist kind="licence" findings={preview.findings} />
        </div>
      )}
    </>
  );
}
