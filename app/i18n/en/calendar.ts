import type { Translation } from "../translation.ts";
import type { calendar as zh } from "../zh-CN/calendar.ts";

export const calendar: Translation<typeof zh> = {
  feed: {
    mine: "Kexiang bookings",
  },
  entry: {
    withState: "{{state}}: {{title}}",
    busy: "Busy",
    booking: "Used by another facility",
    closure: "Closed",
    maintenance: "Maintenance",
  },
  subscribe: {
    title: "Calendar subscription",
    lead: "See your bookings in the calendar of your phone or computer. It follows every change by itself.",
    secret:
      "Whoever knows the address sees what is in it, so do not pass it on. If it has got out, revoke it and create another.",
    create: "Create an address",
    createNote: "It holds your own bookings; cancelled ones stay for 30 days.",
    made: "Your address is ready",
    once: "It is shown only now: add it to your calendar program, or keep it somewhere safe.",
    open: "Open in my calendar program",
    none: "No addresses yet",
    noneDetail: "Create one, choose “subscribe to a calendar” in your calendar program, and paste it there.",
    kind: "Content",
    mine: "Your own bookings",
    withNames: "With names (staff only)",
    busyOnly: "Busy times only (may be public)",
    createdAt: "Created",
    by: "By",
    lastRead: "Last read",
    never: "Not yet",
    act: "Act",
    revoke: "Revoke",
    revokeNamed: "Revoke the address created {{when}}",
    revoked: "The address is revoked and no longer updated.",
    download: "Add to calendar (.ics)",
    facilityLead: "Addresses at which calendar programs find how this facility is used.",
    namesLabel: "Who will use the address?",
    namesStaff:
      "Our staff: it names who booked, from where and for what. It stops working once you no longer manage the facility.",
    namesPublic:
      "Anybody: it says only when the facility is taken, and names nobody. It does not work while the facility is off the market.",
    facilityKicker: "Calendar",
  },
};
