import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { Button } from "#app/components/button.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { listMailbox } from "#app/domain/notices/queries.server.ts";
import { env } from "#app/runtime/env.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/mailbox.ts";

/** The demonstration's mail, instead of SMTP. Outside of a demonstration this page does not exist. */
export async function loader({ request, context }: Route.LoaderArgs) {
  if (!env().demo) throw problemResponse(problems.notFound());
  const { ctx, t } = scopeOf(context);
  const to = new URL(request.url).searchParams.get("to")?.trim() ?? "";
  const mails = await listMailbox(ctx, to);
  return { title: t("identity:mailbox.title"), to, mails, baseUrl: env().baseUrl };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Mailbox({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const { to, mails, baseUrl } = loaderData;
  return (
    <>
      <PageHead title={t("mailbox.title")} lead={t("mailbox.lead")} />
      <Form className="flex flex-wrap items-end gap-3 pb-4">
        <TextInput meta={plainField("to", to)} label={t("mailbox.to")} width="medium" type="email" />
        <Button type="submit" look="secondary">
          {t("mailbox.filter")}
        </Button>
      </Form>
      {mails.length === 0 && <EmptyState title={t("mailbox.none")}>{t("mailbox.noneDetail")}</EmptyState>}
      {mails.map((mail) => (
        <article key={mail.id} className="border-t border-hairline py-4">
          <h2 className="text-lg">{mail.subject}</h2>
          <p className="text-sm text-muted">
            {mail.to} · <DateTime at={mail.createdAt} weekday={false} />
          </p>
          <p className="max-w-reading pt-2 text-sm whitespace-pre-line">
            <WithLinks text={mail.body} baseUrl={baseUrl} />
          </p>
        </article>
      ))}
    </>
  );
}

/** Text in which our own addresses are links, to the same path on the site that is open. */
function WithLinks({ text, baseUrl }: { text: string; baseUrl: string }) {
  return text.split(/(https?:\/\/\S+)/).map((piece) =>
    piece.startsWith(`${baseUrl}/`) ? (
      <a key={piece} className="link break-all" href={piece.slice(baseUrl.length)}>
        {piece}
      </a>
    ) : (
      piece
    ),
  );
}
