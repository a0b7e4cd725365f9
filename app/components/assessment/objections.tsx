import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { RadioGroup, Select } from "#app/components/choices.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Due } from "#app/components/identity/due.tsx";
import { NumberInput, TextArea } from "#app/components/inputs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { DateTime, OrganizationName } from "#app/components/text.tsx";
import { figureNames } from "#app/domain/assessment/figures.ts";
import type { ObjectionRow } from "#app/domain/assessment/queries.server.ts";
import { resultObjectionStates } from "#db/schema/vocabulary.ts";
import type { ActReply } from "./cycle-acts.tsx";

interface Props {
  cycleId: string;
  rows: readonly ObjectionRow[];
  now: Date;
  /** Whether the reader may answer: a reviewer who did not score. */
  answers: boolean;
  reply: ActReply | undefined;
}

/** Objections to a provisional result with their answers, or the form for one. */
export function Objections({ rows, ...rest }: Props) {
  const { t } = useTranslation("assessment");
  if (rows.length === 0) return <p className="text-muted">{t("desk.noObjections")}</p>;
  return (
    <ul className="grid gap-6">
      {rows.map((row) => (
        <OneObjection key={row.id} row={row} {...rest} />
      ))}
    </ul>
  );
}

function OneObjection({ row, cycleId, now, answers, reply }: Omit<Props, "rows"> & { row: ObjectionRow }) {
  const { t } = useTranslation(["assessment", "lifecycles"]);
  const state = resultObjectionStates.find((known) => known === row.state) ?? "raised";
  const open = state === "raised";
  return (
    <li className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 className="font-semibold">
          <Link className="link" to={`/oversight/assessments/${cycleId}/subjects/${row.subjectId}`}>
            <OrganizationName {...row} />
          </Link>
        </h3>
        <StateTag tone={toneOf(state)}>{t(`lifecycles:state.${state}`)}</StateTag>
        <span className="text-sm text-muted">
          <DateTime at={row.createdAt} weekday={false} />
        </span>
      </div>
      <DescriptionList
        facts={[
          { term: t("desk.statement"), value: row.statement },
          { term: t("desk.deadline"), value: open && <Due at={row.deadline} now={now} /> },
          { term: t("desk.answer"), value: row.answer },
          { term: t("desk.answeredBy"), value: row.answeredBy },
        ]}
      />
      {open && answers && <AnswerForm row={row} reply={reply} />}
    </li>
  );
}

function AnswerForm({ row, reply }: { row: ObjectionRow; reply: ActReply | undefined }) {
  const { t } = useTranslation("assessment");
  const mine = reply?.id === row.id && reply.intent === "answer" ? reply : undefined;
  const field = (name: string, value = "") => ({
    ...plainField(name, value, mine?.errors[name] ?? undefined),
    id: `${name}-${row.id}`,
    errorId: `${name}-${row.id}-error`,
    descriptionId: `${name}-${row.id}-help`,
  });
  return (
    <div>
      <Confirm label={t("desk.answer")} look="primary" open={mine !== undefined}>
        <Form method="post" className="grid w-full gap-4">
          <input type="hidden" name="id" value={row.id} />
          <RadioGroup
            meta={field("outcome")}
            label={t("desk.outcome")}
            options={[
              { value: "overrule", label: t("desk.overrule") },
              { value: "sustain", label: t("desk.sustain") },
            ]}
          />
          <TextArea meta={field("answer")} label={t("desk.answer")} optional={false} max={2000} rows={4} />
          <Select
            meta={field("figure")}
            label={t("desk.figure")}
            optional
            placeholder={t("desk.noFigure")}
            options={figureNames.map((name) => ({ value: name, label: t(`figure.${name}`) }))}
          />
          <NumberInput meta={field("value")} label={t("desk.value")} optional />
          <div>
            <SubmitButton name="intent" value="answer">
              {t("desk.answer")}
            </SubmitButton>
          </div>
        </Form>
      </Confirm>
    </div>
  );
}
