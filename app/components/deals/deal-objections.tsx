import { useTranslation } from "react-i18next";
import { RadioGroup } from "#app/components/choices.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime } from "#app/components/text.tsx";
import { dealLimits } from "#app/domain/deals/limits.ts";
import type { NoticeView } from "#app/domain/deals/negotiation/queries.server.ts";
import { DealForm, type DealReply } from "./deal-form.tsx";

type Objection = NoticeView["against"][number];

interface Props {
  against: readonly Objection[];
  /** The reader is the seller and may answer. */
  selling: boolean;
  reply: DealReply | undefined;
}

/** Objections to an announced deal with their answers; who objects is shown to those who are told. */
export function DealObjections({ against, selling, reply }: Props) {
  const { t } = useTranslation("deals");
  if (against.length === 0) return <p className="text-muted">{t("notice.none_yet")}</p>;
  return (
    <ol className="grid">
      {against.map((one) => (
        <li key={one.id} className="grid gap-2 border-b border-hairline py-3">
          <p className="flex flex-wrap items-center gap-x-4 text-sm text-muted">
            <DateTime at={one.createdAt} />
            {one.name !== "" && (
              <span>
                {one.name} {one.contact}
              </span>
            )}
            <Finding {...one} />
          </p>
          <p className="max-w-reading whitespace-pre-line">{one.text}</p>
          {one.answeredAt && (
            <div className="max-w-reading border-s-4 border-accent ps-4">
              <p className="text-sm text-muted">
                {t("notice.answer")} <DateTime at={one.answeredAt} />
              </p>
              <p className="whitespace-pre-line">{one.answer}</p>
            </div>
          )}
          {selling && !one.answeredAt && <AnswerForm id={one.id} reply={reply} />}
        </li>
      ))}
    </ol>
  );
}

function Finding({ answeredAt, upheld }: Objection) {
  const { t } = useTranslation("deals");
  if (!answeredAt) return <StateTag tone="warning">{t("notice.unanswered")}</StateTag>;
  return upheld ? (
    <StateTag tone="refused">{t("notice.upheld")}</StateTag>
  ) : (
    <StateTag tone="neutral">{t("notice.notUpheld")}</StateTag>
  );
}

function AnswerForm({ id, reply }: { id: string; reply: DealReply | undefined }) {
  const { t } = useTranslation("deals");
  const labels = { answer: t("notice.answer"), upheld: t("notice.verdict") };
  return (
    <DealForm
      intent={`answer-${id}`}
      reply={reply}
      labels={labels}
      submit={t("notice.answerSubmit")}
      look="secondary"
    >
      {(meta) => (
        <>
          <TextArea meta={meta("answer")} label={labels.answer} max={dealLimits.prose} rows={3} />
          <RadioGroup
            meta={meta("upheld")}
            label={labels.upheld}
            optional={false}
            options={[
              { value: "no", label: t("notice.notUpheld") },
              { value: "yes", label: t("notice.upheld") },
            ]}
          />
        </>
      )}
    </DealForm>
  );
}
