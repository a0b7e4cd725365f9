import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useFetcher } from "react-router";
import { Button } from "#app/components/button.tsx";
import { formatRange, localeOf, momentInput } from "#app/components/format.ts";
import { Refusal } from "#app/components/notice.tsx";
import { dayMinutes, wallMoment } from "#app/domain/calendar/board.ts";
import { timesMeant } from "#app/domain/calendar/times-meant.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { type Draft, keepsStart } from "./use-board-move.ts";

type Times = Pick<Draft["entry"], "start" | "end">;

/** What the board's action answers. */
export interface MoveReply {
  moved: boolean;
  problem: Problem | null;
}

interface DialogProps {
  draft: Draft;
  firstDate: string;
  zone: string;
  /** With the new time in words. */
  onMoved: (when: string) => void;
  onClose: () => void;
}

/** The new time in words: the clock on the wall, whatever zone the reader's machine is in. */
export function useDraftWords(firstDate: string): (draft: Draft) => string {
  const { i18n } = useTranslation();
  return ({ span }) => {
    const start = span.day * dayMinutes + span.from;
    const [from, to] = [wallMoment(firstDate, start), wallMoment(firstDate, start + span.minutes)];
    return formatRange(from.at, to.at, localeOf(i18n.language), "UTC");
  };
}

/** Asks for the last word about a move: what was, what will be, who is told; a refusal comes with what would do instead. */
export function MoveDialog({ draft, firstDate, zone, onMoved, onClose }: DialogProps) {
  const { t, i18n } = useTranslation("calendar");
  const fetcher = useFetcher<MoveReply>();
  const dialog = useRef<HTMLDialogElement>(null);
  const [chosen, choose] = useState(0);
  const { entry, span } = draft;
  const meant = timesMeant(entry, span, { firstDate, zone });
  const wordsOf = ({ start, end }: Times) => formatRange(start, end, localeOf(i18n.language), zone);
  const times = meant[chosen] ?? entry;
  const when = wordsOf(times);
  useEffect(() => dialog.current?.showModal(), []);
  const done = fetcher.state === "idle" && fetcher.data?.moved === true;
  useEffect(() => {
    if (done) onMoved(when);
  }, [done, onMoved, when]);
  const problem = fetcher.state === "idle" ? fetcher.data?.problem : null;
  return (
    <dialog ref={dialog} className="board-dialog" aria-labelledby="move-title" onClose={onClose}>
      <fetcher.Form method="post" className="grid gap-4">
        <h2 id="move-title" className="text-xl">
          {t("board.moveTitle", { who: entry.who })}
        </h2>
        {problem && (
          <Refusal problem={problem}>
            <Alternatives value={problem.details?.alternatives} zone={zone} />
          </Refusal>
        )}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          <dt className="text-muted">{t("board.was")}</dt>
          <dd>{wordsOf(entry)}</dd>
          <dt className="text-muted">{t("board.willBe")}</dt>
          <dd className="font-semibold">{when}</dd>
        </dl>
        {meant.length > 1 && <Which words={meant.map(wordsOf)} {...{ chosen, choose }} />}
        <p>{t("board.told", { who: entry.who })}</p>
        <input type="hidden" name="id" value={entry.bookingId} />
        <input type="hidden" name="zone" value={zone} />
        <input type="hidden" name="act" value={(keepsStart(draft) && entry.stretch) || "reschedule"} />
        <input type="hidden" name="start" value={momentInput(times.start, zone)} />
        <input type="hidden" name="end" value={momentInput(times.end, zone)} />
        <Words overridable={problem?.reasons?.every(({ overridable }) => overridable) ?? false} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" aria-disabled={fetcher.state !== "idle" || undefined}>
            {t("board.confirm")}
          </Button>
          <Button look="secondary" onClick={() => dialog.current?.close()}>
            {t("board.keep")}
          </Button>
          <Link className="link" to={`/bookings/${entry.bookingId}`}>
            {t("board.open")}
          </Link>
        </div>
      </fetcher.Form>
    </dialog>
  );
}

interface WhichProps {
  words: string[];
  chosen: number;
  choose: (index: number) => void;
}

/** Where the clocks show the new time twice. */
function Which({ words, chosen, choose }: WhichProps) {
  const { t } = useTranslation("calendar");
  return (
    <fieldset className="grid gap-1">
      <legend className="pb-1">{t("board.which")}</legend>
      {words.map((when, index) => (
        <label key={when} className="choice">
          {/* Of no form: the times themselves are sent. */}
          <input
            type="radio"
            name="which"
            form=""
            checked={index === chosen}
            onChange={() => choose(index)}
          />
          <span className="tnum">{when}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Why, for the booker; and where rules are in the way that staff may set aside, why these are. */
function Words({ overridable }: { overridable: boolean }) {
  const { t } = useTranslation(["calendar", "booking"]);
  return (
    <>
      <label className="grid gap-1">
        <span>{t("board.reason")}</span>
        <input className="input" name="reason" maxLength={500} autoComplete="off" />
      </label>
      {overridable && (
        <label className="grid gap-1">
          <span>{t("booking:book.override")}</span>
          <input
            className="input"
            name="overrideReason"
            required
            minLength={2}
            maxLength={500}
            autoComplete="off"
          />
        </label>
      )}
    </>
  );
}

function Alternatives({ value, zone }: { value: unknown; zone: string }) {
  const { i18n } = useTranslation();
  const times = Array.isArray(value) ? value.flatMap(readTime) : [];
  return times.map(({ start, end }) => (
    <Button key={start} type="submit" look="secondary" small name="instead" value={`${start}/${end}`}>
      <span className="tnum">{formatRange(start, end, localeOf(i18n.language), zone)}</span>
    </Button>
  ));
}

function readTime(one: unknown): { start: string; end: string }[] {
  if (typeof one !== "object" || one === null) return [];
  const [start, end]: unknown[] = [Reflect.get(one, "start"), Reflect.get(one, "end")];
  return typeof start === "string" && typeof end === "string" ? [{ start, end }] : [];
}
