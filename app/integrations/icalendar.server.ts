import ical, { ICalEventStatus, ICalEventTransparency } from "ical-generator";

/** One entry of a calendar, RFC 5545 VEVENT. Texts are plain; escaping and folding is done here. */
export interface CalendarEvent {
  /** The same for as long as the thing exists. */
  uid: string;
  /** Rises with every change of the thing. */
  sequence: number;
  changedAt: Date;
  start: Date;
  end: Date;
  status: "CONFIRMED" | "TENTATIVE" | "CANCELLED";
  summary: string;
  location: string;
  description: string;
  url?: string;
}

const hour = 3_600;

/** Line breaks and tabs are the only control characters that a TEXT may hold (RFC 5545, 3.3.11). */
const clean = (text: string): string =>
  text.replace(/\p{Cc}/gu, (character) => (character === "\n" || character === "\t" ? character : ""));

/**
 * An iCalendar object (RFC 5545) of these entries, in UTC. Without a METHOD it is a published state and not a message, so
 * DTSTAMP says when an entry last changed, as LAST-MODIFIED does (3.8.7.2): the same entries give the same bytes.
 */
export function writeCalendar(name: string, events: readonly CalendarEvent[]): string {
  const calendar = ical({
    name: clean(name),
    prodId: { company: "Kexiang", product: "calendar", language: "ZH" },
    ttl: hour,
  });
  for (const event of events) {
    calendar.createEvent({
      id: event.uid,
      sequence: event.sequence,
      stamp: event.changedAt,
      lastModified: event.changedAt,
      start: event.start,
      end: event.end,
      status: ICalEventStatus[event.status],
      transparency:
        event.status === "CANCELLED" ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
      summary: clean(event.summary),
      location: clean(event.location) || null,
      description: clean(event.description) || null,
      url: event.url ?? null,
    });
  }
  // The library leaves the last line without the end that every line has.
  return `${calendar.toString()}\r\n`;
}
