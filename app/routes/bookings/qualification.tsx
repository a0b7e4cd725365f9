import { useTranslation } from "react-i18next";
import { data, Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Confirm } from "#app/components/confirm.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatRange, localeOf } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { EmptyState, Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { useValidity } from "#app/components/qualification/standing.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import { bookSeat, giveUpSeat } from "#app/domain/qualification/book-seat.server.ts";
import { typeForTrainees } from "#app/domain/qualification/session-queries.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/qualification.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const found = isUuid(params.id) ? await typeForTrainees(scope.ctx, params.id) : undefined;
  if (!found) throw problemResponse(problems.notFound("qualification_type"));
  const { nameZh, nameEn } = found.type;
  return { title: scope.locale === "en" ? nameEn || nameZh : nameZh, ...found };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const form = await readForm(request);
  const session = String(form.get("session") ?? "");
  if (!isUuid(session)) throw problemResponse(problems.notFound("training_session"));
  const leaves = form.get("intent") === "leave";
  const result = leaves ? await giveUpSeat(scope.ctx, session) : await bookSeat(scope.ctx, session);
  if (!result.ok) return data({ problem: result.problem }, { status: result.problem.status });
  return redirect(`/qualifications/${params.id}?done=${leaves ? "given" : "booked"}`);
}

export default function QualificationPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("qualification");
  const nameOf = useNameOf();
  const validity = useValidity();
  const { type, sessions } = loaderData;
  const contact = [type.contactEmail, type.contactPhone].filter(Boolean).join(" · ");
  return (
    <>
      <Flash messages={{ booked: t("type.done.booked"), given: t("type.done.given") }} />
      <PageHead kicker={t("type.kicker")} title={nameOf(type)} lead={type.description} />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      {type.retiredAt && <Notice kind="warning" title={t("type.retired")} />}
      <DescriptionList
        facts={[
          {
            term: t("type.issuer"),
            value: <OrganizationName nameZh={type.issuerZh} nameEn={type.issuerEn} />,
          },
          { term: t("type.contact"), value: contact },
          { term: t("type.validity"), value: validity(type).join(" · ") },
        ]}
      />
      <div className="pt-6">
        <Section title={t("type.sessions")}>
          {sessions.length === 0 && <EmptyState title={t("type.none")}>{t("type.noneDetail")}</EmptyState>}
          <ul className="grid">
            {sessions.map((session) => (
              <Session key={session.id} session={session} />
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}

function Session({ session }: { session: Route.ComponentProps["loaderData"]["sessions"][number] }) {
  const { t, i18n } = useTranslation("qualification");
  const { startsAt, endsAt, timezone, place, note, seats, taken, mine } = session;
  const when = formatRange(startsAt, endsAt, localeOf(i18n.language), timezone);
  const left = seats - taken;
  return (
    <li className="grid gap-x-8 gap-y-2 border-b border-hairline py-4 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid gap-1">
        <h3 className="text-base font-semibold">{when}</h3>
        <p>{place}</p>
        {note && <p className="text-sm whitespace-pre-line text-muted">{note}</p>}
        <p className="flex flex-wrap gap-x-4 text-sm text-muted">
          {left > 0 ? t("type.seatsLeft", { count: left }) : t("type.full")}
          {mine && <StateTag tone="confirmed">{t("type.mine")}</StateTag>}
        </p>
      </div>
      <div>
        {mine ? (
          <Confirm label={t("type.giveUp")}>
            <p>{t("type.giveUpNote")}</p>
            <SeatForm id={session.id} intent="leave" label={t("type.giveUp")} />
          </Confirm>
        ) : (
          left > 0 && (
            <SeatForm
              id={session.id}
              intent="book"
              label={t("type.book")}
              name={t("type.bookNamed", { when })}
            />
          )
        )}
      </div>
    </li>
  );
}

interface SeatFormProps {
  id: string;
  intent: "book" | "leave";
  label: string;
  name?: string;
}

function SeatForm({ id, intent, label, name }: SeatFormProps) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <SubmitButton
        look={intent === "book" ? "primary" : "secondary"}
        name="session"
        value={id}
        aria-label={name}
      >
        {label}
      </SubmitButton>
    </Form>
  );
}
