import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";

export type StaffIntent = "uphold" | "waive" | "enforce" | "dismiss" | "lift";

/** What was tried last and what was wrong with it. */
export interface StaffReply {
  id: unknown;
  intent: unknown;
  errors: string[] | undefined;
}

interface ActProps {
  id: string;
  intent: StaffIntent;
  /** Whose record it is, for those who hear the buttons one after another. */
  about: string;
  reply: StaffReply | undefined;
}

/** One decision of the staff: what it does, and the reason that its subject will read. */
export function StaffAct({ id, intent, about, reply }: ActProps) {
  const { t } = useTranslation("conduct");
  const mine = reply?.id === id && reply.intent === intent ? reply : undefined;
  const label = (
    <>
      {t(`staff.${intent}`)}
      <span className="sr-only"> {about}</span>
    </>
  );
  return (
    <Confirm label={label} open={mine !== undefined}>
      <p>{t(`staff.${intent}Note`)}</p>
      <Form method="post" className="grid w-full gap-4">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="intent" value={intent} />
        {intent !== "enforce" && (
          <TextArea
            meta={{ ...plainField("reason", "", mine?.errors), id: `reason-${intent}-${id}` }}
            label={t("staff.reason")}
            optional={false}
            max={500}
            rows={2}
          />
        )}
        <div>
          <SubmitButton>{t(`staff.${intent}`)}</SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}
