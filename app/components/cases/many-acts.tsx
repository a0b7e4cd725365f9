import { useTranslation } from "react-i18next";
import { SubmitButton } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { Notice } from "#app/components/notice.tsx";
import { say } from "#app/i18n/describe-problem.ts";
import type { ManyAct } from "#app/domain/cases/many-form.ts";

export interface ManyReply {
  errors: Record<string, string[]>;
  values: Record<string, string>;
}

interface Props {
  /** What this person may do in several cases. */
  acts: readonly ManyAct[];
  officers: readonly { id: string; name: string }[];
  reply: ManyReply | undefined;
}

/** What to do with the cases ticked in the list above, for one reason. */
export function ManyActs({ acts, officers, reply }: Props) {
  const { t } = useTranslation("cases");
  const field = (name: string) => plainField(name, reply?.values[name], reply?.errors[name]);
  return (
    <fieldset className="grid max-w-form gap-4 print:hidden">
      <legend className="pb-2 font-medium">{t("many.chosen")}</legend>
      <TextArea
        meta={field("reason")}
        label={t("many.reason")}
        help={t("many.reasonHelp")}
        optional={false}
        max={500}
        rows={2}
      />
      {acts.includes("assign") && (
        <Select
          meta={field("officerId")}
          label={t("many.officer")}
          help={t("many.officerHelp")}
          optional
          options={officers.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <div className="flex flex-wrap gap-3">
        {acts.map((act) => (
          <SubmitButton
            key={act}
            name="intent"
            value={act}
            look={act === "close_clue" ? "danger" : "secondary"}
          >
            {t(`many.${act}`)}
          </SubmitButton>
        ))}
      </div>
    </fieldset>
  );
}

interface Outcome {
  id: string;
  caseNo: string;
  problem: { code: string; params?: Record<string, string | number> } | null;
}

/** What came of it, case by case. */
export function ManyOutcome({ acted }: { acted: readonly Outcome[] }) {
  const { t } = useTranslation(["cases", "problems"]);
  if (acted.length === 0) return <Notice kind="warning" live title={t("many.nothing")} />;
  const done = acted.filter(({ problem }) => problem === null);
  const undone = acted.filter(({ problem }) => problem !== null);
  return (
    <div className="grid gap-4 pb-4">
      {done.length > 0 && (
        <Notice kind="success" live title={t("many.done", { count: done.length })}>
          <ul className="tnum list-disc ps-5">
            {done.map(({ id, caseNo }) => (
              <li key={id}>{caseNo}</li>
            ))}
          </ul>
        </Notice>
      )}
      {undone.length > 0 && (
        <Notice kind="refusal" live title={t("many.undone", { count: undone.length })}>
          <ul className="list-disc ps-5">
            {undone.map(({ id, caseNo, problem }) => (
              <li key={id}>
                <span className="tnum">{caseNo || id}</span>{" "}
                {problem && say(t, `problems:${problem.code}.title`, problem.params)}
                {problem?.code === "invalid" && ` · ${t("many.officer")}`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
