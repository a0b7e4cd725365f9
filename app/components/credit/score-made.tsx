import { useTranslation } from "react-i18next";
import type { RecordEvent } from "#app/domain/credit/record/record.server.ts";
import { Day } from "#app/components/text.tsx";
import { useEventName } from "./own-tables.tsx";

/** Why the score is what it is: from the start, point by point, to the number above. */
export function ScoreMade({
  start,
  score,
  events,
}: {
  start: number;
  score: number;
  events: readonly RecordEvent[];
}) {
  const { t } = useTranslation("ownCredit");
  const nameOf = useEventName();
  const counting = events.filter(({ record, state }) => record === "usage" && state === "counts");
  const sum = counting.reduce((total, { points }) => total + points, start);
  return (
    <ol className="grid max-w-reading gap-1 text-sm">
      <li className="flex justify-between gap-4 border-b border-hairline py-1">
        <span>{t("made.start")}</span>
        <span className="tnum">{start}</span>
      </li>
      {counting.map((event) => (
        <li key={event.id} className="flex justify-between gap-4 border-b border-hairline py-1">
          <span>
            {nameOf(event)} · <Day at={event.from} />
            {event.until && (
              <span className="text-muted">
                {" "}
                {t("made.until")} <Day at={event.until} />
              </span>
            )}
          </span>
          <span className="tnum">{event.points > 0 ? `+${event.points}` : event.points}</span>
        </li>
      ))}
      {sum !== score && <li className="py-1 text-muted">{t("made.capped", { sum, start })}</li>}
      <li className="flex justify-between gap-4 py-1 font-semibold">
        <span>{t("made.score")}</span>
        <span className="tnum">{score}</span>
      </li>
    </ol>
  );
}
