import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Checkbox } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { LastDay } from "#app/components/text.tsx";
import type { CasePage } from "#app/domain/cases/case-page.server.ts";
import { Prose } from "./papers.tsx";
import { partTone, rectificationState, repairState } from "./words.ts";

interface Props {
  rectifications: CasePage["rectifications"];
  repairs: CasePage["repairs"];
  /** What the reader may do: the accused reports and asks, handlers answer. */
  may: { report?: boolean; answer?: boolean; decideRepair?: boolean };
  reply?: { intent: string; id?: string; errors: Record<string, string[]>; values: Record<string, string> };
}

/** What has to be put right, and requests for credit repair, with what the reader may do about them. */
export function Parts({ rectifications, repairs, may, reply }: Props) {
  const { t } = useTranslation("cases");
  return (
    <>
      {rectifications.map((one) => (
        <Section
          key={one.id}
          title={t("rectifications")}
          aside={
            <StateTag tone={partTone[one.state] ?? "neutral"}>
              {t(`rectificationState.${rectificationState(one.state)}`)}
            </StateTag>
          }
        >
          <DescriptionList
            facts={[
              { term: t("rectifyWhat"), value: <Prose>{one.what}</Prose> },
              { term: t("rectifyDue"), value: <LastDay at={one.dueAt} /> },
              { term: t("rectifyReport"), value: one.report && <Prose>{one.report}</Prose> },
              { term: t("rectifyAnswer"), value: one.answer && <Prose>{one.answer}</Prose> },
            ]}
          />
          {may.report && ["ordered", "returned", "missed"].includes(one.state) && (
            <PartForm id={one.id} field="text" acts={["report"]} reply={reply} />
          )}
          {may.answer && one.state === "submitted" && (
            <PartForm
              id={one.id}
              field="answer"
              acts={["accept_rectification", "return_rectification"]}
              reply={reply}
            />
          )}
        </Section>
      ))}
      {repairs.map((one) => (
        <Section
          key={one.id}
          title={t("repairs")}
          aside={
            <StateTag tone={partTone[one.state] ?? "neutral"}>
              {t(`repairState.${repairState(one.state)}`)}
            </StateTag>
          }
        >
          <DescriptionList
            facts={[
              { term: t("repairStatement"), value: <Prose>{one.statement}</Prose> },
              { term: t("field.answer"), value: one.answer && <Prose>{one.answer}</Prose> },
            ]}
          />
          {may.decideRepair && one.state === "filed" && (
            <PartForm id={one.id} field="answer" acts={["grant_repair", "refuse_repair"]} reply={reply} />
          )}
        </Section>
      ))}
    </>
  );
}

/** Served decisions that still stand and are not in the public register yet, for the officer to publish. */
export function Publishing({
  page,
  reply,
}: {
  page: Pick<CasePage, "decisions" | "publications">;
  reply?: Props["reply"];
}) {
  const { t } = useTranslation("cases");
  const ready = page.decisions.filter(
    ({ decision: { id, kind, class: found }, service, ended }) =>
      service !== null &&
      !ended &&
      (kind === "sanction" || kind === "changed") &&
      found !== "minor" &&
      !page.publications.some(({ decisionId }) => decisionId === id),
  );
  return ready.map(({ decision }) => (
    <Section key={decision.id} title={t("part.publishTitle", { no: decision.documentNo })}>
      <PartForm id={decision.id} field="facts" acts={["publish"]} reply={reply} />
    </Section>
  ));
}

/** Words and the buttons that send them about one rectification or repair. */
export function PartForm({
  id,
  field,
  acts,
  reply,
}: {
  id: string;
  field: "text" | "answer" | "statement" | "facts";
  acts: readonly PartAct[];
  reply?: Props["reply"];
}) {
  const { t } = useTranslation("cases");
  const mine = reply?.values.id === id ? reply : undefined;
  const plain = plainField(field, mine?.values[field], mine?.errors[field]);
  const meta = {
    ...plain,
    id: `${field}-${id}`,
    errorId: `${field}-${id}-error`,
    descriptionId: `${field}-${id}-help`,
  };
  return (
    <Form method="post" className="grid max-w-form gap-3 pt-4" encType="multipart/form-data">
      <input type="hidden" name="id" value={id} />
      <TextArea
        meta={meta}
        label={t(`part.${field}`)}
        help={field === "facts" ? t("part.factsHelp") : undefined}
        max={5000}
      />
      {field === "statement" && (
        <Checkbox
          meta={plainField("promise", mine?.values.promise, mine?.errors.promise)}
          label={t("part.promise")}
        />
      )}
      <div className="flex flex-wrap gap-3">
        {acts.map((act, index) => (
          <SubmitButton key={act} name="intent" value={act} look={index === 0 ? "primary" : "danger"}>
            {t(`part.${act}`)}
          </SubmitButton>
        ))}
      </div>
    </Form>
  );
}

export type PartAct =
  | "report"
  | "accept_rectification"
  | "return_rectification"
  | "grant_repair"
  | "refuse_repair"
  | "ask_repair"
  | "publish";
