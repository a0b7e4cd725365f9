import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { ErrorSummary } from "#app/components/form.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { ProofFiles } from "#app/components/identity/proof-files.tsx";
import { FileInput, TextArea } from "#app/components/inputs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { OrganizationName, LastDay } from "#app/components/text.tsx";
import type { CardRectification } from "#app/domain/assessment/rectification/queries.server.ts";
import { type RectificationState, rectificationStates } from "#db/schema/vocabulary.ts";
import { type ActReply, ReasonField } from "./cycle-acts.tsx";

/** What adopted cards ask to be put right, how far each is, and what a reviewer may answer. */
export function Rectifications({
  rows,
  now,
  answers,
  reply,
}: {
  rows: readonly CardRectification[];
  now: Date;
  answers: boolean;
  reply: ActReply | undefined;
}) {
  return (
    <ul className="grid gap-6">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-2">
          <h3 className="font-semibold">
            <OrganizationName {...row} />
          </h3>
          <OneRectification row={row} now={now} />
          {answers && row.state === "submitted" && <AnswerForms id={row.id} reply={reply} />}
        </li>
      ))}
    </ul>
  );
}

/** While it is for its subject to act. */
const open: readonly RectificationState[] = ["ordered", "returned", "missed"];

/** How far one is: by when, what was reported with what evidence, what was answered. */
export function OneRectification({ row, now }: { row: CardRectification; now: Date }) {
  const { t } = useTranslation(["assessment", "lifecycles"]);
  const state = rectificationStates.find((known) => known === row.state) ?? "ordered";
  return (
    <>
      <p>
        <StateTag tone={toneOf(state)}>
          {t(`lifecycles:state.${state}`, { context: "rectification" })}
        </StateTag>
      </p>
      <DescriptionList
        facts={[
          {
            term: t("public.rectifyBy"),
            value: open.includes(state) ? <Due at={row.dueAt} now={now} /> : <LastDay at={row.dueAt} />,
          },
          { term: t("rectify.report"), value: row.report },
          { term: t("rectify.evidence"), value: row.files.length > 0 && <ProofFiles files={row.files} /> },
          { term: t("desk.answer"), value: row.answer },
          { term: t("desk.answeredBy"), value: row.answeredBy },
        ]}
      />
    </>
  );
}

function AnswerForms({ id, reply }: { id: string; reply: ActReply | undefined }) {
  const { t } = useTranslation("assessment");
  return (
    <div className="flex flex-wrap gap-2">
      {(["accept_rectification", "return_rectification"] as const).map((intent) => {
        const mine = reply?.id === id && reply.intent === intent ? reply : undefined;
        return (
          <Confirm key={intent} label={t(`rectify.${intent}`)} small open={mine !== undefined}>
            <Form method="post" className="grid w-full gap-3">
              <input type="hidden" name="id" value={id} />
              <ReasonField id={`${intent}-${id}`} errors={mine?.errors.reason} />
              <div>
                <SubmitButton small name="intent" value={intent}>
                  {t(`rectify.${intent}`)}
                </SubmitButton>
              </div>
            </Form>
          </Confirm>
        );
      })}
    </div>
  );
}

/** What its subject reports, with evidence. */
export function RectifyForm({
  row,
  accept,
  reply,
}: {
  row: CardRectification;
  accept: string;
  reply: FormReply | undefined;
}) {
  const { t } = useTranslation("assessment");
  const { form, fields, props } = usePostedForm<{ text: string }>("rectify", reply, { text: row.report });
  const evidence = plainField("evidence", undefined, form.allErrors.evidence);
  const labels = { text: t("rectify.report"), evidence: t("rectify.evidence") };
  return (
    <Form method="post" encType="multipart/form-data" className="grid max-w-form gap-4" {...props}>
      <ErrorSummary form={form} fields={{ ...fields, evidence }} labels={labels} />
      <input type="hidden" name="id" value={row.id} />
      <TextArea meta={fields.text} label={labels.text} help={t("rectify.reportHelp")} max={4000} rows={6} />
      <FileInput
        meta={evidence}
        label={labels.evidence}
        help={t("rectify.evidenceHelp")}
        accept={accept}
        multiple
        optional
      />
      <SubmitButton name="intent" value="rectify" className="justify-self-start">
        {t("rectify.send")}
      </SubmitButton>
    </Form>
  );
}
