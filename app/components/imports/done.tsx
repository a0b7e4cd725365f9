import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { formatCount } from "#app/components/format.ts";
import { KeyFigures } from "#app/components/lists.tsx";
import type { ImportView } from "#app/domain/catalog/imports/queries.server.ts";

/** What became of the rows. */
export function DoneFigures({ view }: { view: ImportView }) {
  const { t } = useTranslation("imports");
  const { created, updated, unchanged, rejected } = view;
  return (
    <KeyFigures
      figures={[
        { term: t("outcome.created"), value: formatCount(created) },
        { term: t("outcome.updated"), value: formatCount(updated) },
        { term: t("outcome.unchanged"), value: formatCount(unchanged) },
        { term: t("outcome.rejected"), value: formatCount(rejected) },
      ]}
    />
  );
}

/** Takes the whole import back, after a second look. */
export function UndoForm() {
  const { t } = useTranslation("imports");
  return (
    <Confirm label={t("done.undo")}>
      <p>{t("done.undoDetail")}</p>
      <Form method="post">
        <SubmitButton look="danger" name="intent" value="undo">
          {t("done.undoSubmit")}
        </SubmitButton>
      </Form>
    </Confirm>
  );
}
