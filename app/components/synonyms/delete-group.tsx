import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";

/** Deletes the group as it is shown; a form of its own, so that what is being written in the other does not matter. */
export function DeleteGroup({ terms }: { terms: readonly string[] }) {
  const { t } = useTranslation("synonyms");
  const words = terms.join("\n");
  return (
    <div className="pt-8">
      <Confirm label={t("delete")} look="danger">
        <p>{t("deleteHelp")}</p>
        <Form method="post">
          <input type="hidden" name="terms" value={words} />
          <input type="hidden" name="seen" value={words} />
          <SubmitButton look="danger" name="intent" value="delete">
            {t("deleteConfirm")}
          </SubmitButton>
        </Form>
      </Confirm>
    </div>
  );
}
