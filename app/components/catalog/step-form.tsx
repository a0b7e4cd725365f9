import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { type ButtonLook, SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { limits } from "#app/domain/catalog/limits.ts";

interface Props {
  /** The transition: its words are `act.<name>` and `actNote.<name>`. */
  name: string;
  version: number;
  look?: ButtonLook;
  open?: boolean;
  /** Errors of the reasons field, where the act needs reasons. */
  reasons?: { errors?: string[]; value?: string };
}

/** One act on a listing: its button says what happens and asks once more, with reasons where they are needed. */
export function StepForm({ name, version, look = "secondary", open, reasons }: Props) {
  const { t } = useTranslation(["catalog", "editor"]);
  const hidden = <input type="hidden" name="version" value={version} />;
  const meta = { ...plainField("reasons", reasons?.value, reasons?.errors), id: `${name}-reasons` };
  return (
    <Confirm label={t(`editor:act.${name}`)} look={look} open={open}>
      <Form method="post" className="grid w-full gap-4">
        {hidden}
        <p className="text-sm">{t(`editor:actNote.${name}`)}</p>
        {reasons && (
          <TextArea
            meta={meta}
            label={t("editor:review.reasons")}
            help={t("editor:review.reasonsHelp")}
            max={limits.reasons}
          />
        )}
        <SubmitButton name="step" value={name} look={look} className="justify-self-start">
          {t(`editor:act.${name}`)}
        </SubmitButton>
      </Form>
    </Confirm>
  );
}
