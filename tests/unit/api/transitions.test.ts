import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Process, Transition } from "#app/domain/process.ts";
import { processes } from "#app/domain/processes.ts";
import { inputSchema } from "#app/routes/api/input-schema.server.ts";
import { matchesOf } from "#app/routes/api/match.server.ts";
import { jsonSchema } from "#app/routes/api/openapi.server.ts";

const id = "019a0000-0000-7000-8000-000000000000";

/** Where the API shows a thing with its `allowed`: there each name in it has to be callable. */
const shownAt: Record<string, readonly string[]> = {
  facility: [`/listings/${id}`],
  technology: [`/listings/${id}`],
  service: [`/listings/${id}`],
  demand: [`/listings/${id}`, `/demands/${id}`],
  demand_call: [`/demands/${id}`],
  proposal: [`/proposals/${id}`],
  auction: [`/auctions/${id}`],
  negotiation: [`/negotiations/${id}`],
  licence_offer: [`/licence-offers/${id}`],
  waitlist_entry: [`/waitlist-entries/${id}`],
  sample_order: [`/sample-orders/${id}`],
  service_order: [`/service-orders/${id}`],
  misconduct_case: [`/cases/${id}`, `/own-cases/${id}`],
  rectification: [`/cases/${id}/rectifications/${id}`, `/own-cases/${id}/rectifications/${id}`],
  repair: [`/cases/${id}/repairs/${id}`, `/own-cases/${id}/repairs/${id}`],
  objection: [`/credit/objections/${id}`],
  transfer_claim: [`/transfers/${id}`],
  bank_line: [`/bank-lines/${id}`],
  invoice: [`/invoices/${id}`],
  assessment_cycle: [`/assessments/${id}`],
  assessment_proposal: [`/assessment-proposals/${id}`],
  card_rectification: [`/card-rectifications/${id}`],
  charge: [`/charges/${id}`],
  refund: [`/refunds/${id}`],
  contract: [`/contracts/${id}`],
  contract_milestone: [`/contracts/${id}/milestones/1`],
  royalty_period: [`/contracts/${id}/royalties/1`],
  contract_dispute: [`/contracts/${id}/milestones/1`],
  contract_amendment: [`/contracts/${id}/amendments/1`],
  contract_registration: [`/contracts/${id}/registration`],
  voucher: [`/vouchers/${id}`],
};

const isOffered = ({ parties }: Process, { by, consequence }: Transition): boolean =>
  !consequence && by.some((party) => parties[party] !== "timer" && party !== "platform");

const offered = processes.flatMap((process) =>
  process.transitions
    .filter((step) => shownAt[process.entity] && isOffered(process, step))
    .map((step) => ({ entity: process.entity, step })),
);

const endpointsOf = (entity: string, name: string) =>
  (shownAt[entity] ?? [])
    .flatMap((place) => matchesOf(`${place}/${name}`))
    .flatMap(({ candidate }) => (candidate.method === "POST" ? [candidate] : []));

const described = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

describe("what `allowed` offers", () => {
  test.each(offered)("$entity: $step.name is called by its name", ({ entity, step }) => {
    // A demand stands among listings and at an address of its own; of others each place takes its own party's steps.
    const places = entity === "demand" ? 2 : 1;
    expect(endpointsOf(entity, step.name)).toHaveLength(places);
  });

  test.each(offered.filter(({ step }) => step.inputs))(
    "$entity: $step.name takes the inputs that it names, and needs no others",
    ({ entity, step }) => {
      const named = described.parse(inputSchema(step.inputs));
      for (const { body } of endpointsOf(entity, step.name)) {
        const taken = described.parse(body ? jsonSchema(body, "input") : {});
        expect(Object.keys(taken.properties)).toEqual(expect.arrayContaining(Object.keys(named.properties)));
        expect(named.required).toEqual(expect.arrayContaining(taken.required));
      }
    },
  );

  test("of lifecycles is by either hyphen or underscore", () => {
    for (const name of ["open_assessment", "open-assessment"])
      expect(matchesOf(`/assessments/${id}/${name}`)).toHaveLength(1);
  });
});
