import type { Translation } from "../translation.ts";
import type { api as zh } from "../zh-CN/api.ts";

export const api: Translation<typeof zh> = {
  title: "Open interface",
  kicker: "API documentation · v1",
  lead: "For other systems that search the market, publish resources and book facilities. This page is made from the schemas that handle the requests, so it says what happens.",
  machine: "OpenAPI 3.1 document",
  start: "Getting started",
  token:
    "Create a token under My account › Access tokens and send it as Authorization: Bearer with every request. It stands for its maker and their organisation, with the same permissions.",
  money: "Amounts are integer fen (CNY); times follow RFC 3339; unknown fields are refused.",
  problem: "Errors are application/problem+json (RFC 9457); code does not change with the language.",
  idempotency:
    "Endpoints marked idempotent take an Idempotency-Key: the same key and content get the same answer and create nothing twice.",
  example: "Example",
  access: { public: "public", user: "signed in", permission: "permission {{action}}" },
  idempotent: "idempotent",
  accepts: "Request",
  query: "Query",
  answers: "Answer",
  refusals: "May refuse with",
  tags: {
    search: "Search",
    listings: "Listings",
    imports: "Imports",
    bookings: "Bookings",
    instruments: "Instruments",
    lifecycles: "Lifecycles",
  },
  /** By the operation id of the OpenAPI document. */
  summaries: {
    getSearch: "Search what is published",
    getSuggest: "Suggestions while typing",
    getListings: "The listings of your organisation, last changed first",
    getListingsId: "One listing with its kind's own part",
    postListings: "Start a listing as a draft",
    patchListingsId: "Change a listing; what is absent stays",
    postListingsIdTransition: "Take a listing through a step of its lifecycle",
    postImports: "Import a list of facilities (CSV, TSV, XLSX or XLS as the body, at most 20 MiB)",
    getImportsId: "How far an import is and what it did",
    getFacilitiesIdAvailability:
      "Slots that can be booked as they are, each `minutes` long, within at most 62 days",
    postBookings: "Book a slot; without `termsVersion` the facility's terms in force are accepted by booking",
    getBookings: "Bookings of your organisation, as user and as provider",
    getBookingsId: "One booking and what you may do with it",
    postBookingsIdApprove: "Accept a request",
    postBookingsIdReject: "Decline a request, saying why",
    postBookingsIdCancel: "Cancel; a provider has to say why",
    postBookingsIdCheckIn: "The use begins",
    postBookingsIdCheckOut: "Check out; where the user worked alone this ends the use and writes its record",
    postBookingsIdCorrect: "Correct the record of use, with a reason",
    postBookingsIdComplete: "The use has ended: writes its record",
    postBookingsIdNoShow: "Nobody came",
    postBookingsIdExtend: "End later or earlier on the same unit",
    postBookingsIdReschedule: "Move to another time",
    postMetersUnitIdReadings:
      "Readings of an instrument's meter, in any order, repeated freely: on checks in, off for 10 minutes checks out",
    getLifecycles: "Every lifecycle as a table of transitions",
  },
};
