import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DataTable } from "#app/components/data-table.tsx";
import { StateTag, type Tone } from "#app/components/state-tag.tsx";
import { DateTime, Day, Deadline, LastDay } from "#app/components/text.tsx";
import type { OwnMeasure } from "#app/domain/credit/own-measures.server.ts";
import type { EventState } from "#app/domain/credit/record/policy.ts";
import type { RecordEvent } from "#app/domain/credit/record/record.server.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { ObjectionMark } from "./marks.tsx";
import { ObjectForm, type ObjectReply } from "./object-form.tsx";
import { measureTones, usePick } from "./words.ts";

const tones: Record<EventState, Tone> = {
  coming: "pending",
  counts: "restricted",
  lapsed: "neutral",
  revoke: "done",
  repair: "done",
  correct: "done",
};

/** The name of an event: of the offence in the integrity record, of the kind of use in the other. */
export function useEventName(): (event: RecordEvent) => string {
  const { t } = useTranslation("ownCredit");
  const pick = usePick();
  return ({ offence, code }) => (offence ? pick(offence.zh, offence.en) : say(t, `ownCredit:usage.${code}`));
}

/** How a contract went: noted, not weighed. */
const isFact = ({ causeType }: RecordEvent): boolean => causeType === "contract";

/** It counts, and is nothing to fear. */
const weighsNothing = (event: RecordEvent): boolean =>
  isFact(event) || (event.class === null && event.points > 0);

/** `+1`, `−10`. */
export const signed = (points: number): string =>
  points > 0 ? `+${points}` : String(points).replace("-", "−");

interface EventsProps {
  caption: string;
  events: readonly RecordEvent[];
  /** The person may object for the organisation. */
  objects: boolean;
  reply: ObjectReply | undefined;
}

/** Every event: what, by which rule, how much, until when, because of what, how it stands, and the way to object. */
export function EventTable({ caption, events, objects, reply }: EventsProps) {
  const { t } = useTranslation("ownCredit");
  const nameOf = useEventName();
  return (
    <DataTable<RecordEvent>
      caption={caption}
      captionHidden
      rows={events}
      rowKey={({ id }) => id}
      empty={<p className="text-muted">{t("noEvents")}</p>}
      columns={[
        {
          key: "what",
          head: t("event.what"),
          rowHeader: true,
          cell: (event) => (
            <span className="grid gap-1">
              {nameOf(event)}
              <span className="text-xs font-normal text-muted">
                {isFact(event)
                  ? t("event.fact")
                  : t(`event.rule.${event.record}`, { code: event.code, version: event.rulesVersion })}
              </span>
              <ObjectionMark marked={event.objection?.state === "filed"} />
            </span>
          ),
        },
        {
          key: "weight",
          head: t("event.weight"),
          numeric: true,
          cell: (event) =>
            isFact(event) ? "—" : event.class ? say(t, `credit:class.${event.class}`) : signed(event.points),
        },
        { key: "from", head: t("event.from"), cell: ({ from }) => <Day at={from} /> },
        {
          key: "until",
          head: t("event.until"),
          cell: ({ until }) => (until ? <LastDay at={until} /> : t("event.noEnd")),
        },
        { key: "cause", head: t("event.cause"), cell: (event) => <Cause event={event} /> },
        { key: "state", head: t("event.state"), cell: (event) => <Standing event={event} /> },
        {
          key: "object",
          head: t("object.act"),
          cell: (event) => {
            const offered = objects && event.state === "counts" && event.objection?.state !== "filed";
            return offered ? (
              <ObjectForm about="credit_event" aboutId={event.id} name={nameOf(event)} reply={reply} />
            ) : (
              "—"
            );
          },
        },
      ]}
    />
  );
}

function Standing({ event }: { event: RecordEvent }) {
  const { t } = useTranslation("ownCredit");
  return (
    <span className="grid gap-1">
      <StateTag tone={event.state === "counts" && weighsNothing(event) ? "confirmed" : tones[event.state]}>
        {t(`eventState.${event.state}`)}
      </StateTag>
      {event.changeReason && <span className="text-xs text-muted">{event.changeReason}</span>}
    </span>
  );
}

function Cause({ event: { causeType, causeId, caseId, documentNo } }: { event: RecordEvent }) {
  const { t } = useTranslation("ownCredit");
  if (causeType === "booking")
    return (
      <Link className="link" to={`/bookings/${causeId}`}>
        {t("event.booking")}
      </Link>
    );
  if (causeType === "contract")
    return (
      <Link className="link" to={`/contracts/${causeId}`}>
        {t("event.contract")}
      </Link>
    );
  if (caseId)
    return (
      <Link className="link" to={`/organization/cases/${caseId}`}>
        {documentNo}
      </Link>
    );
  return documentNo ?? "—";
}

/** Every measure ever laid, published or not, and the way to object to its decision. */
export function OwnMeasureTable({
  measures,
  objects,
  reply,
}: {
  measures: readonly OwnMeasure[];
  objects: boolean;
  reply: ObjectReply | undefined;
}) {
  const { t } = useTranslation(["ownCredit", "credit"]);
  return (
    <DataTable<OwnMeasure>
      caption={t("measures.title")}
      captionHidden
      rows={measures}
      rowKey={({ id }) => id}
      empty={<p className="text-muted">{t("measures.none")}</p>}
      columns={[
        {
          key: "kind",
          head: t("measures.kind"),
          rowHeader: true,
          cell: ({ kind, objected }) => (
            <span className="grid gap-1">
              {t(`credit:measure.${kind}`)}
              <ObjectionMark marked={objected} />
            </span>
          ),
        },
        {
          key: "state",
          head: t("measures.state"),
          cell: ({ state }) => (
            <StateTag tone={measureTones[state]}>{t(`credit:measureState.${state}`)}</StateTag>
          ),
        },
        { key: "from", head: t("measures.from"), cell: ({ from }) => <DateTime at={from} weekday={false} /> },
        {
          key: "until",
          head: t("measures.until"),
          cell: ({ until }) =>
            until ? <Deadline at={until} weekday={false} /> : t("credit:decision.noTerm"),
        },
        {
          key: "case",
          head: t("measures.case"),
          cell: ({ caseId, caseNo }) => (
            <Link className="link" to={`/organization/cases/${caseId}`}>
              {caseNo}
            </Link>
          ),
        },
        {
          key: "public",
          head: t("measures.public"),
          cell: ({ published, decisionId }) =>
            published ? (
              <Link className="link" to={`/credit/decisions/${decisionId}`}>
                {t("measures.publicYes")}
              </Link>
            ) : (
              t("measures.publicNo")
            ),
        },
        {
          key: "object",
          head: t("object.act"),
          cell: ({ decisionId, state, objected, caseNo }) =>
            objects && !objected && state !== "ended" ? (
              <ObjectForm about="decision" aboutId={decisionId} name={caseNo} reply={reply} />
            ) : (
              "—"
            ),
        },
      ]}
    />
  );
}
