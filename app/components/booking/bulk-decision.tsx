import { useTranslation } from "react-i18next";
import { Answer } from "#app/components/answer.tsx";
import { SubmitButton } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { Decided } from "#app/domain/booking/decide-many.server.ts";
import type { BookingLine } from "./booking-table.tsx";

interface BulkProps {
  reply: { result: { error?: Record<string, string[] | null> | null }; decided: Decided | null } | undefined;
  items: readonly BookingLine[];
  /** Only what came of the last decision. */
  answerOnly?: boolean;
}

/** Answers to the requests ticked in the list above, and what came of the last ones. */
export function BulkDecision({ reply, items, answerOnly }: BulkProps) {
  const { t } = useTranslation("booking");
  const errors = reply?.result.error?.reason ?? undefined;
  return (
    <div className="grid gap-4">
      {reply?.decided && (
        <Answer>
          <Outcome decided={reply.decided} items={items} />
        </Answer>
      )}
      {!answerOnly && (
        <fieldset className="flex flex-wrap items-start gap-3">
          <legend className="pb-2 font-medium">{t("list.chosen")}</legend>
          <SubmitButton name="intent" value="approve">
            {t("list.approve")}
          </SubmitButton>
          <Confirm label={t("list.reject")} open={errors !== undefined}>
            <TextArea
              meta={plainField("reason", undefined, errors)}
              label={t("list.reason")}
              help={t("list.reasonHelp")}
              optional={false}
              max={500}
              rows={2}
            />
            <SubmitButton name="intent" value="reject" look="danger">
              {t("list.reject")}
            </SubmitButton>
          </Confirm>
        </fieldset>
      )}
    </div>
  );
}

function Outcome({ decided, items }: { decided: Decided; items: readonly BookingLine[] }) {
  const { t } = useTranslation(["booking", "problems"]);
  const titleOf = useTitleOf();
  const { done, refused } = decided;
  if (done === 0 && refused.length === 0)
    return <Notice kind="warning" live title={t("list.nothingChosen")} />;
  return (
    <>
      {done > 0 && <Notice kind="success" live title={t("list.decided", { count: done })} />}
      {refused.length > 0 && (
        <Notice kind="refusal" live title={t("list.undecided")}>
          <ul className="list-disc ps-5">
            {refused.map(({ id, problem }) => {
              const line = items.find(({ booking }) => booking.id === id);
              return (
                <li key={id}>
                  {line ? titleOf(line) : id}: {t(`problems:${problem.code}.title`, problem.params ?? {})}
                </li>
              );
            })}
          </ul>
        </Notice>
      )}
    </>
  );
}
