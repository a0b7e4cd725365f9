import ICAL from "ical.js";

export interface ReadEvent {
  uid: string;
  sequence: number;
  status: string;
  start: string;
  end: string;
  summary: string;
  stamp: string;
  changed: string;
}

/** The entries of a calendar file as another program reads them, by UID. */
export function readEvents(text: string): Map<string, ReadEvent> {
  const root = new ICAL.Component(ICAL.parse(text));
  return new Map(
    root.getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      const at = (name: string): string => instant(component.getFirstPropertyValue(name));
      return [
        event.uid,
        {
          uid: event.uid,
          sequence: event.sequence,
          status: String(component.getFirstPropertyValue("status")),
          start: instant(event.startDate),
          end: instant(event.endDate),
          summary: event.summary,
          stamp: at("dtstamp"),
          changed: at("last-modified"),
        },
      ];
    }),
  );
}

function instant(value: unknown): string {
  if (!(value instanceof ICAL.Time)) throw new Error(`no time: ${String(value)}`);
  return value.toJSDate().toISOString();
}
