import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime } from "#app/components/text.tsx";
import { limits } from "#app/domain/catalog/limits.ts";

export interface Objection {
  id: string;
  createdAt: Date;
  text: string;
  answer: string | null;
  answeredAt: Date | null;
  name: string;
  contact: string;
}

interface Props {
  objections: readonly Objection[];
  /** Shown who objected: the owner and the regulator. */
  insider: boolean;
  /** May answer: the owner. */
  answering?: { errors: Record<string, string[]>; values: Record<string, string> };
}

/** Objections to a public notice with their answers, newest first. */
export function Objections({ objections, insider, answering }: Props) {
  const { t } = useTranslation("catalog");
  if (objections.length === 0) return <p className="text-muted">{t("technology.noObjections")}</p>;
  return (
    <ol className="grid">
      {objections.map((one) => (
        <li key={one.id} className="grid gap-2 border-b border-hairline py-3">
          <p className="flex flex-wrap items-center gap-x-4 text-sm text-muted">
            <DateTime at={one.createdAt} />
            {insider && (
              <span>
                {one.name} {one.contact}
              </span>
            )}
            {one.answeredAt === null && <StateTag tone="warning">{t("technology.unanswered")}</StateTag>}
          </p>
          <p className="max-w-reading whitespace-pre-line">{one.text}</p>
          {one.answeredAt && (
            <div className="max-w-reading border-s-4 border-accent ps-4">
              <p className="text-sm text-muted">
                {t("technology.answer")} <DateTime at={one.answeredAt} />
              </p>
              <p className="whitespace-pre-line">{one.answer}</p>
            </div>
          )}
          {one.answeredAt === null && answering && <AnswerForm id={one.id} {...answering} />}
        </li>
      ))}
    </ol>
  );
}

function AnswerForm({
  id,
  errors,
  values,
}: {
  id: string;
  errors: Record<string, string[]>;
  values: Record<string, string>;
}) {
  const { t } = useTranslation("catalog");
  const mine = values.objectionId === id;
  const meta = {
    ...plainField("answer", mine ? values.answer : "", mine ? errors.answer : undefined),
    id: `answer-${id}`,
  };
  return (
    <Form method="post" className="grid max-w-form gap-3">
      <input type="hidden" name="objectionId" value={id} />
      <TextArea meta={meta} label={t("technology.answerField")} max={limits.reasons} />
      <SubmitButton look="secondary" name="intent" value="answer" className="justify-self-start">
        {t("technology.answerSend")}
      </SubmitButton>
    </Form>
  );
}
