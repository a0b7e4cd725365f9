import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";
import type { ObjectionSubject } from "#db/schema/vocabulary.ts";

/** What was sent last and what was wrong with it. */
export interface ObjectReply {
  aboutId: unknown;
  grounds: string | undefined;
  errors: string[] | undefined;
}

interface ObjectProps {
  about: ObjectionSubject;
  aboutId: string;
  /** What it is, for those who hear the buttons one after another. */
  name: string;
  reply: ObjectReply | undefined;
}

/** Objects to one thing in the record: it is marked as soon as this is sent. */
export function ObjectForm({ about, aboutId, name, reply }: ObjectProps) {
  const { t } = useTranslation("ownCredit");
  const mine = reply?.aboutId === aboutId ? reply : undefined;
  // Several measures of one decision stand in rows of their own, each with this form.
  const id = useId();
  const plain = plainField("grounds", mine?.grounds, mine?.errors);
  const meta = { ...plain, id, errorId: `${id}-error`, descriptionId: `${id}-help` };
  const label = (
    <>
      {t("object.act")}
      <span className="sr-only"> {name}</span>
    </>
  );
  return (
    <Confirm label={label} small open={mine !== undefined}>
      <p>{t("object.note")}</p>
      <Form method="post" className="grid w-full gap-4">
        <input type="hidden" name="intent" value="object" />
        <input type="hidden" name="about" value={about} />
        <input type="hidden" name="aboutId" value={aboutId} />
        <TextArea meta={meta} label={t("object.grounds")} optional={false} max={5000} rows={4} />
        <div>
          <SubmitButton>{t("object.send")}</SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}
