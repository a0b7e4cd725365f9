import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime, Deadline } from "#app/components/text.tsx";
import { say } from "#app/i18n/describe-problem.ts";
import type { ObjectionItem } from "#app/domain/cases/objection/queries.server.ts";
import { useObjectedName } from "./objected-name.ts";
import { objectionTones } from "./words.ts";

/** What one's own organisation objected to, until when it is answered, and the answers. */
export function OwnObjections({ items, objects }: { items: readonly ObjectionItem[]; objects: boolean }) {
  const { t } = useTranslation("ownCredit");
  const nameOf = useObjectedName();
  return (
    <DataTable<ObjectionItem>
      caption={t("objections.title")}
      captionHidden
      rows={items}
      rowKey={({ objection }) => objection.id}
      empty={<p className="text-muted">{t("objections.none")}</p>}
      columns={[
        { key: "about", head: t("objections.about"), rowHeader: true, cell: nameOf },
        {
          key: "filed",
          head: t("objections.filed"),
          cell: ({ objection }) => <DateTime at={objection.filedAt} weekday={false} />,
        },
        { key: "grounds", head: t("objections.grounds"), cell: ({ objection }) => objection.grounds },
        {
          key: "state",
          head: t("objections.state"),
          cell: ({ objection: { state } }) => (
            <StateTag tone={objectionTones[state] ?? "neutral"}>
              {say(t, `ownCredit:objections.states.${state}`)}
            </StateTag>
          ),
        },
        {
          key: "answer",
          head: t("objections.answer"),
          cell: ({ objection: { state, deadline, answer } }) =>
            state === "filed" && deadline ? (
              <>
                {t("objections.due")} <Deadline at={deadline} weekday={false} />
              </>
            ) : (
              answer || "—"
            ),
        },
        {
          key: "withdraw",
          head: t("objections.withdraw"),
          cell: ({ objection: { id, state } }) =>
            objects && state === "filed" ? (
              <Form method="post">
                <input type="hidden" name="intent" value="withdraw" />
                <input type="hidden" name="id" value={id} />
                <SubmitButton look="secondary" small>
                  {t("objections.withdraw")}
                </SubmitButton>
              </Form>
            ) : (
              "—"
            ),
        },
      ]}
    />
  );
}
