import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { RadioGroup } from "#app/components/choices.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { SubmitRow } from "#app/components/form.tsx";
import { formatCount } from "#app/components/format.ts";
import { KeyFigures } from "#app/components/lists.tsx";
import type { ImportView } from "#app/domain/catalog/imports/queries.server.ts";

/** How many rows are ready, have a remark, are wrong. */
export function PreviewFigures({ view }: { view: ImportView }) {
  const { t } = useTranslation("imports");
  const { ready, warning, error } = view.counts;
  return (
    <KeyFigures
      figures={[
        { term: t("outcome.ready"), value: formatCount(ready) },
        { term: t("outcome.warning"), value: formatCount(warning) },
        { term: t("outcome.error"), value: formatCount(error) },
      ]}
    />
  );
}

/** The one decision: import, and what is to happen with what is new. */
export function ConfirmForm({ count }: { count: number }) {
  const { t } = useTranslation("imports");
  return (
    <Form method="post" className="grid max-w-form gap-4">
      <input type="hidden" name="intent" value="confirm" />
      <RadioGroup
        meta={plainField("finish", "draft")}
        label={t("preview.finish")}
        options={[
          { value: "draft", label: t("preview.draft"), hint: t("preview.draftHint") },
          { value: "submit", label: t("preview.submit"), hint: t("preview.submitHint") },
        ]}
      />
      <SubmitRow label={t("preview.confirm", { count })} />
    </Form>
  );
}

/** Throws the upload away, after a second look. */
export function DiscardForm() {
  const { t } = useTranslation("imports");
  return (
    <div className="border-t border-hairline py-6">
      <Confirm label={t("preview.discard")} look="quiet">
        <p>{t("preview.discardDetail")}</p>
        <Form method="post">
          <SubmitButton look="danger" name="intent" value="discard">
            {t("preview.discard")}
          </SubmitButton>
        </Form>
      </Confirm>
    </div>
  );
}
