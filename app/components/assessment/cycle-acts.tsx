import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";

const acts = [
  "open_assessment",
  "freeze_figures",
  "score",
  "announce_result",
  "confirm_result",
  "publish_result",
  "discard_assessment",
] as const;

export type CycleAct = (typeof acts)[number];

/** The steps of a list of names that this page offers. */
export const cycleActs = (names: readonly string[]): CycleAct[] => acts.filter((act) => names.includes(act));

/** What was tried last on the page and what was wrong with it. */
export interface ActReply {
  intent: unknown;
  id: unknown;
  errors: Readonly<Record<string, string[] | null>>;
}

/** One step of an assessment: what it does, and the press that does it. */
export function CycleStep({
  act,
  first,
  reply,
}: {
  act: CycleAct;
  first: boolean;
  reply: ActReply | undefined;
}) {
  const { t } = useTranslation("assessment");
  const mine = reply?.intent === act ? reply : undefined;
  return (
    <Confirm label={t(`desk.act.${act}`)} look={first ? "primary" : "secondary"} open={mine !== undefined}>
      <p>{t(`desk.actNote.${act}`)}</p>
      <Form method="post" className="grid w-full gap-4">
        {act === "discard_assessment" && <ReasonField id={act} errors={mine?.errors.reason} />}
        <div>
          <SubmitButton name="intent" value={act}>
            {t(`desk.act.${act}`)}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

/** The reason that goes with a decision. */
export function ReasonField({ id, errors }: { id: string; errors: string[] | null | undefined }) {
  const { t } = useTranslation("assessment");
  return (
    <TextArea
      meta={{
        ...plainField("reason", "", errors ?? undefined),
        id: `reason-${id}`,
        errorId: `reason-${id}-error`,
      }}
      label={t("desk.reason")}
      optional={false}
      max={500}
      rows={2}
    />
  );
}
