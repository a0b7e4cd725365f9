import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { AccountTabs } from "#app/components/identity/account-tabs.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime } from "#app/components/text.tsx";
import {
  type Device,
  listDevices,
  revokeOtherSessions,
  revokeSession,
} from "#app/domain/identity/sessions.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/devices.ts";
import { redirectWithSession, requireSession } from "./visit.server.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const session = requireSession(scope, request);
  return {
    title: scope.t("identity:devices.title"),
    current: session.id,
    devices: await listDevices(scope.ctx),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const session = requireSession(scope, request);
  const id = (await readForm(request)).get("session");
  const result =
    typeof id === "string" && id !== ""
      ? await revokeSession(scope.ctx, id)
      : await revokeOtherSessions(scope.ctx, session);
  if (!result.ok) throw problemResponse(result.problem);
  return id === session.id ? redirectWithSession("/", null) : redirect("/account/devices?done=revoked");
}

export default function Devices({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const { devices, current } = loaderData;
  return (
    <>
      <Flash messages={{ revoked: t("devices.done") }} />
      <PageHead
        title={t("devices.title")}
        lead={t("devices.lead")}
        actions={
          devices.length > 1 && (
            <Form method="post">
              <SubmitButton look="secondary">{t("devices.revokeOthers")}</SubmitButton>
            </Form>
          )
        }
      />
      <AccountTabs />
      <DataTable<Device>
        caption={t("devices.title")}
        captionHidden
        rows={devices}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "device",
            head: t("devices.device"),
            rowHeader: true,
            cell: ({ device }) => device || t("devices.unknown"),
          },
          { key: "ip", head: t("devices.ip"), cell: ({ ip }) => ip ?? "—" },
          {
            key: "since",
            head: t("devices.since"),
            cell: ({ since }) => <DateTime at={since} weekday={false} />,
          },
          {
            key: "seen",
            head: t("devices.seen"),
            cell: ({ lastSeen }) => <DateTime at={lastSeen} weekday={false} />,
          },
          {
            key: "act",
            head: t("devices.act"),
            cell: (row) => <Act device={row} current={row.id === current} />,
          },
        ]}
      />
    </>
  );
}

function Act({ device, current }: { device: Device; current: boolean }) {
  const { t } = useTranslation("identity");
  if (current) return <StateTag tone="confirmed">{t("devices.current")}</StateTag>;
  return (
    <Form method="post">
      <SubmitButton
        small
        look="secondary"
        name="session"
        value={device.id}
        aria-label={t("devices.revokeNamed", { device: device.device || t("devices.unknown") })}
      >
        {t("devices.revoke")}
      </SubmitButton>
    </Form>
  );
}
