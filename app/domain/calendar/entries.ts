import type { TFunction } from "i18next";
import { v5 as uuidv5 } from "uuid";
import { say } from "#app/i18n/describe-problem.ts";
import type { Locale } from "#app/i18n/locales.ts";
import type { CalendarEvent } from "#app/integrations/icalendar.server.ts";
import { shortCode } from "#app/domain/short-code.ts";
import type { BookedTime, OtherTime } from "./booked-times.server.ts";
import { revisionOf } from "./event.ts";

/** In whose words entries are written, and where their links lead. */
export interface Reader {
  t: TFunction;
  locale: Locale;
  /** `https://kexiang.example`, without a slash at its end. */
  baseUrl: string;
  now: Date;
}

/** Entries are told apart for ever by this; the host makes it unique in the world. */
const uidOf = (kind: string, id: string, { baseUrl }: Reader): string =>
  `${kind}-${id}@${new URL(baseUrl).hostname}`;

/** Makes of a booking's id the one under which the public knows it: the same for ever, and it does not lead back. */
const busyNamespace = "d3b6c1de-53a4-4f0e-8c11-5b0f0a0a5f21";

const busyId = (bookingId: string): string => uuidv5(bookingId, busyNamespace);

const named = (zh: string, en: string, { locale }: Reader): string => (locale === "en" && en ? en : zh);

const unitText = ({ t }: Reader, row: { unit: number; unitLabel: string }): string =>
  [t("booking:book.unitNumber", { number: row.unit }), row.unitLabel].filter(Boolean).join(" ");

const placeOf = (row: BookedTime, reader: Reader): string =>
  [
    named(row.providerZh, row.providerEn, reader),
    [row.street, row.building].filter(Boolean).join(" "),
    unitText(reader, row),
  ]
    .filter(Boolean)
    .join(", ");

const times = (row: BookedTime) => ({ start: row.startsAt, end: row.endsAt });

/** `待审批：title`; what is settled needs no word. */
const withState = (state: string, title: string, { t }: Reader): string =>
  ["confirmed", "in_use", "completed"].includes(state)
    ? title
    : t("calendar:entry.withState", { state: say(t, `booking:state.${state}`), title });

/** What both sides call the booking when they speak of it. */
const numberOf = ({ id }: BookedTime, { t }: Reader): string =>
  t("notices:mail.detail", { label: t("booking:detail.number"), value: shortCode(id) });

/** A booking as its booker sees it. */
export function ownEntry(row: BookedTime, reader: Reader): CalendarEvent {
  const { state, ...revision } = revisionOf(row, reader.now);
  return {
    uid: uidOf("booking", row.id, reader),
    ...revision,
    ...times(row),
    summary: withState(state, named(row.titleZh, row.titleEn, reader), reader),
    location: placeOf(row, reader),
    description: [row.purpose, numberOf(row, reader)].join("\n"),
    url: `${reader.baseUrl}/bookings/${row.id}`,
  };
}

/** A booking as the provider's staff see it: who comes, and for what. */
export function staffEntry(row: BookedTime, reader: Reader): CalendarEvent {
  const who = `${row.userName} · ${named(row.organizationZh, row.organizationEn, reader)}`;
  const { state } = revisionOf(row, reader.now);
  return {
    ...ownEntry(row, reader),
    summary: withState(state, who, reader),
    location: unitText(reader, row),
  };
}

/** A booking as everybody may see it: that a unit is taken, and nothing of by whom or for what. */
export function busyEntry(row: BookedTime, reader: Reader): CalendarEvent {
  const { state, ...revision } = revisionOf(row, reader.now);
  return {
    uid: uidOf("busy", busyId(row.id), reader),
    ...revision,
    ...times(row),
    summary: reader.t("calendar:entry.busy"),
    location: unitText(reader, row),
    description: "",
  };
}

/** What keeps a unit busy besides its own bookings; only staff are told why. */
export function otherEntry(row: OtherTime, reader: Reader, staff: boolean): CalendarEvent {
  const id = row.booking ? busyId(row.booking.id) : row.slotId;
  const closed = { sequence: 0, changedAt: row.createdAt, status: "CONFIRMED" } as const;
  return {
    uid: uidOf(staff ? "slot" : "busy", id, reader),
    ...(row.booking ? revisionOf(row.booking, reader.now) : closed),
    ...row.blocked,
    summary: say(reader.t, staff ? `calendar:entry.${row.cause}` : "calendar:entry.busy"),
    location: unitText(reader, row),
    description: staff ? row.reason : "",
  };
}
