import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { MoneyInput, TextArea } from "#app/components/inputs.tsx";

/** More money for a budget, with the paper that gives it. */
export function RaiseBudget({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation("vouchers");
  const own = (field: string) => ({
    ...plainField(field),
    id: `${field}-${id}`,
    errorId: `${field}-${id}-error`,
    descriptionId: `${field}-${id}-help`,
  });
  const label = (
    <>
      {t("act.raise")}
      <span className="sr-only"> {name}</span>
    </>
  );
  return (
    <span className="pt-1">
      <Confirm label={label} look="quiet" small>
        <p>{t("act.raiseNote")}</p>
        <Form method="post" className="grid w-full gap-4">
          <input type="hidden" name="id" value={id} />
          <MoneyInput meta={own("amount")} label={t("field.more")} optional={false} />
          <TextArea meta={own("reason")} label={t("field.paper")} optional={false} max={500} rows={2} />
          <div>
            <SubmitButton small name="intent" value="raise">
              {label}
            </SubmitButton>
          </div>
        </Form>
      </Confirm>
    </span>
  );
}
