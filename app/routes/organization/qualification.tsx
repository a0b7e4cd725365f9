import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { useNameOf, useTitleOf } from "#app/components/catalog/labels.ts";
import { Confirm } from "#app/components/confirm.tsx";
import { Flash } from "#app/components/flash.tsx";
import { momentInput, platformZone } from "#app/components/format.ts";
import { Breadcrumb, CursorPager } from "#app/components/navigation-bits.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { GrantFields, Holders } from "#app/components/qualification/holders.tsx";
import { SessionFields } from "#app/components/qualification/session-fields.tsx";
import { SessionsTable } from "#app/components/qualification/sessions-table.tsx";
import { useValidity } from "#app/components/qualification/standing.tsx";
import { Trust } from "#app/components/qualification/trust.tsx";
import { TypeFields } from "#app/components/qualification/type-fields.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { plannedSessions } from "#app/domain/qualification/session-queries.server.ts";
import { holdersOf, ownType, typesToTrust } from "#app/domain/qualification/type-queries.server.ts";
import { acceptAttribute, proofRules } from "#app/runtime/files.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import { performOn } from "./qualification-acts.server.ts";
import type { Route } from "./+types/qualification.ts";

async function typeShown(scope: RequestScope, request: Request, id: string) {
  requirePermission(scope, request, "booking.manage");
  const found = isUuid(id) ? await ownType(scope.ctx, id) : undefined;
  if (!found) throw problemResponse(problems.notFound("qualification_type"));
  return found;
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const found = await typeShown(scope, request, params.id);
  const query = new URL(request.url).searchParams;
  const words = { holder: query.get("q")?.trim() ?? "", trust: query.get("trust")?.trim() ?? "" };
  const after = query.get("after");
  const [holders, sessions, toTrust] = await Promise.all([
    holdersOf(scope.ctx, params.id, {
      words: words.holder,
      after: after !== null && isUuid(after) ? after : undefined,
    }),
    plannedSessions(scope.ctx, params.id),
    typesToTrust(scope.ctx, params.id, words.trust),
  ]);
  const { nameZh, nameEn } = found.type;
  const zones = [...new Set([...found.facilities.map(({ zone }) => zone), platformZone])];
  return {
    title: scope.locale === "en" ? nameEn || nameZh : nameZh,
    today: momentInput(scope.ctx.clock.now()).slice(0, 10),
    ...found,
    holders,
    sessions,
    toTrust,
    words,
    after,
    zones,
    upload: { accept: acceptAttribute(proofRules), megabytes: proofRules.maxBytes / 1_000_000 },
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  await typeShown(scope, request, params.id);
  const form = await readForm(request);
  const intent = String(form.get("intent") ?? "");
  form.delete("intent");
  const done = performOn(scope, params.id, intent, form);
  if (!done) throw problemResponse(problems.notFound());
  const reply = await done;
  return reply instanceof Response ? reply : { intent, ...reply.data };
}

const doneNames = [
  "defined",
  "changed",
  "granted",
  "revoked",
  "trusted",
  "distrusted",
  "planned",
  "file_added",
  "file_removed",
] as const;

export default function QualificationType({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("qualification");
  const nameOf = useNameOf();
  const validity = useValidity();
  const { type, holders, sessions, toTrust, trusted, words, after, zones, today } = loaderData;
  const replyTo = (intent: string) => (actionData?.intent === intent ? actionData : undefined);
  const open = type.retiredAt === null;
  return (
    <>
      <Flash messages={Object.fromEntries(doneNames.map((name) => [name, t(`org.done.${name}`)]))} />
      <Breadcrumb steps={[{ to: "/organization/qualifications", label: t("org.title") }]} />
      <PageHead
        kicker={t("type.kicker")}
        title={nameOf(type)}
        lead={type.description}
        state={
          <>
            {!open && <StateTag tone="neutral">{t("org.retired")}</StateTag>}
            {validity(type).map((line) => (
              <span key={line}>{line}</span>
            ))}
          </>
        }
      />
      <Asking facilities={loaderData.facilities} />
      <Section title={t("sessions.title")}>
        <SessionsTable rows={sessions} />
        {open && (
          <div className="pt-4">
            <Confirm label={t("sessions.plan")} open={replyTo("plan") !== undefined}>
              <SessionFields reply={replyTo("plan")} zones={zones} />
            </Confirm>
          </div>
        )}
      </Section>
      <Section title={t("holders.title")}>
        <Holders
          rows={holders.items}
          words={words.holder}
          refused={refusedBy(replyTo("revoke"), "reason")}
          refusedFile={refusedBy(replyTo("add_evidence"), "file")}
          upload={loaderData.upload}
        />
        <CursorPager after={after} next={holders.next} />
        {open && (
          <div className="pt-4">
            <Confirm label={t("holders.grant")} open={replyTo("grant") !== undefined}>
              <GrantFields reply={replyTo("grant")} today={today} upload={loaderData.upload} />
            </Confirm>
          </div>
        )}
      </Section>
      <Section title={t("trust.title")}>
        <Trust trusted={trusted} found={toTrust} words={words.trust} />
      </Section>
      {open && (
        <Section title={t("settings.title")}>
          <TypeFields intent="change" reply={replyTo("change")} value={formOf(type)} />
          <div className="pt-8">
            <Confirm label={t("settings.retire")} look="danger">
              <p>{t("settings.retireNote")}</p>
              <Form method="post">
                <SubmitButton look="danger" name="intent" value="retire">
                  {t("settings.retire")}
                </SubmitButton>
              </Form>
            </Confirm>
          </div>
        </Section>
      )}
    </>
  );
}

function Asking({ facilities }: { facilities: Route.ComponentProps["loaderData"]["facilities"] }) {
  const { t } = useTranslation("qualification");
  const titleOf = useTitleOf();
  if (facilities.length === 0) return null;
  return (
    <Section title={t("org.facilities")}>
      <ul className="grid gap-1">
        {facilities.map((one) => (
          <li key={one.id}>
            <Link className="link" to={`/organization/facilities/${one.id}/qualifications`}>
              {titleOf(one)}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

type Loaded = Route.ComponentProps["loaderData"];
type Reply = Route.ComponentProps["actionData"];

function refusedBy(reply: Reply, field: string) {
  const sent = reply?.result.initialValue;
  return sent ? { id: Reflect.get(sent, "id"), errors: reply.result.error?.[field] ?? undefined } : undefined;
}

const formOf = ({ nameZh, nameEn, description, validDays, unusedDays }: Loaded["type"]) => ({
  nameZh,
  nameEn,
  description,
  validDays: validDays === null ? "" : String(validDays),
  unusedDays: unusedDays === null ? "" : String(unusedDays),
});
