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
  tags: { search: "Search", listings: "Listings", imports: "Imports", bookings: "Bookings", lifecycles: "Lifecycles" },
};
