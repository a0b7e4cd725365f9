import { useTranslation } from "react-i18next";
import type { RecordEvent } from "#app/domain/credit/record/record.server.ts";
import { Day, LastDay } from "#app/components/text.tsx";
import { signed, useEventName } from "./own-tables.tsx";

/**
 * Why the score is what it is: from the start, point by point, to the number above. What was given for good use is many
 * small points, folded into one line.
 */
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
  const counting = events.filter(({ record, state }) => record === "usage" && state === "counts");
  const sum = counting.reduce((total, { points }) => total + points, start);
  const taken = counting.filter(({ points }) => points <= 0);
  const given = counting.filter(({ points }) => points > 0);
  const gained = given.reduce((total, { points }) => total + points, 0);
  return (
    <ol className="grid max-w-reading gap-1 text-sm">
      <li className="flex justify-between gap-4 border-b border-hairline py-1">
        <span>{t("made.start")}</span>
        <span className="tnum">{start}</span>
      </li>
      {taken.map((event) => (
        <Line key={event.id} event={event} />
      ))}
      {given.length > 0 && (
        <li className="border-b border-hairline py-1">
          <details>
            <summary className="flex cursor-pointer justify-between gap-4">
              <span className="link">{t("made.given", { count: given.length })}</span>
              <span className="tnum">{signed(gained)}</span>
            </summary>
            <ol className="grid gap-1 ps-4 pt-1">
              {given.map((event) => (
                <Line key={event.id} event={event} />
              ))}
            </ol>
          </details>
        </li>
      )}
      {sum !== score && <li className="py-1 text-muted">{t("made.capped", { sum, start })}</li>}
      <li className="flex justify-between gap-4 py-1 font-semibold">
        <span>{t("made.score")}</span>
        <span className="tnum">{score}</span>
      </li>
    </ol>
  );
}

function Line({ event }: { event: RecordEvent }) {
  const { t } = useTranslation("ownCredit");
  const nameOf = useEventName();
  return (
    <li className="flex justify-between gap-4 border-b border-hairline py-1 last:border-0">
      <span>
        {nameOf(event)} · <Day at={event.from} />
        {event.until && (
          <span className="text-muted">
            {" "}
            {t("made.until")} <LastDay at={event.until} />
          </span>
        )}
      </span>
      <span className="tnum">{signed(event.points)}</span>
    </li>
  );
}
