import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { Section } from "#app/components/page-head.tsx";
import { Day } from "#app/components/text.tsx";
import { proposalLimits } from "#app/domain/demands/proposal-limits.ts";

interface Question {
  id: string;
  createdAt: Date;
  text: string;
  answer: string | null;
  answeredAt: Date | null;
  own: boolean;
}

interface QuestionsProps {
  questions: readonly Question[];
  /** Whether the reader may ask, answer, or only read. */
  reader: "ask" | "answer" | "read";
}

/** Questions about a demand with their answers, for everybody; nobody is named. */
export function QuestionsSection({ questions, reader }: QuestionsProps) {
  const { t } = useTranslation("demands");
  return (
    <Section id="questions" title={t("questions.title")}>
      <div className="grid max-w-reading gap-4">
        <p className="text-sm text-muted">{t("questions.lead")}</p>
        {questions.length === 0 && <p className="text-muted">{t("questions.none")}</p>}
        <ul className="grid gap-4">
          {questions.map((one) => (
            <li key={one.id} className="grid gap-1 border-b border-hairline pb-4">
              <p className="whitespace-pre-line font-medium">{one.text}</p>
              <p className="text-sm text-muted">
                <Day at={one.createdAt} />
                {one.own && ` · ${t("questions.own")}`}
                {one.answer === null && ` · ${t("questions.waiting")}`}
              </p>
              {one.answer !== null && <p className="whitespace-pre-line">{one.answer}</p>}
              {one.answer === null && reader === "answer" && <AnswerForm id={one.id} />}
            </li>
          ))}
        </ul>
        {reader === "ask" && <AskForm />}
      </div>
    </Section>
  );
}

function AskForm() {
  const { t } = useTranslation("demands");
  return (
    <Confirm label={t("questions.ask")}>
      <Form method="post" className="grid w-full gap-4">
        <input type="hidden" name="intent" value="ask" />
        <TextArea
          meta={plainField("text")}
          label={t("questions.text")}
          help={t("questions.textHelp")}
          max={proposalLimits.question}
          rows={3}
          required
        />
        <div>
          <SubmitButton>{t("questions.submit")}</SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

function AnswerForm({ id }: { id: string }) {
  const { t } = useTranslation("demands");
  const meta = { ...plainField("answer"), id: `answer-${id}`, descriptionId: `answer-help-${id}` };
  return (
    <Form method="post" className="grid gap-3 pt-2">
      <input type="hidden" name="intent" value="answer" />
      <input type="hidden" name="questionId" value={id} />
      <TextArea
        meta={meta}
        label={t("questions.answer")}
        help={t("questions.answerHelp")}
        rows={2}
        required
      />
      <div>
        <SubmitButton look="secondary">{t("questions.answerSubmit")}</SubmitButton>
      </div>
    </Form>
  );
}
