import { z } from "zod";
import {
  amendmentCommands,
  type ContractCommand,
  contractCommands,
  milestoneCommands,
  type PartCommand,
  registrationCommands,
  royaltyCommands,
} from "#app/domain/contracts/commands.server.ts";
import { contractPage } from "#app/domain/contracts/contract-page.server.ts";
import { addFile, readFile } from "#app/domain/contracts/files.server.ts";
import { startFromAward } from "#app/domain/contracts/from-award.server.ts";
import { startFromDeal } from "#app/domain/contracts/from-deal.server.ts";
import {
  fromAuctionInput,
  fromAwardInput,
  fromNegotiationInput,
  startInput,
} from "#app/domain/contracts/inputs.ts";
import { contractViews, listContracts } from "#app/domain/contracts/queries.server.ts";
import { startContract } from "#app/domain/contracts/start.server.ts";
import { contractFilePurposes } from "#db/schema/vocabulary.ts";
import { acceptAttribute, documentRules } from "#app/runtime/files.server.ts";
import type { Context } from "#app/domain/context.ts";
import { fail, ok, problems } from "#app/runtime/problem.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { answerContractItem, contractAnswer, contractItem, showContract } from "./contract-answer.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });
const onePart = z.strictObject({ id: z.uuid(), n: z.coerce.number().int().min(1).max(1000) });

const anyStart = z.union([fromAwardInput, fromNegotiationInput, fromAuctionInput, startInput]);

function start(ctx: Context, body: z.output<typeof anyStart>) {
  if ("demandId" in body) return startFromAward(ctx, body);
  if ("negotiationId" in body || "auctionId" in body) return startFromDeal(ctx, body);
  return startContract(ctx, body);
}

const createContract = endpoint(
  {
    method: "POST",
    path: "/contracts",
    tag: "contracts",
    access: "contract.edit",
    body: anyStart,
    answer: contractAnswer,
    status: 201,
    creates: true,
    example: { demandId: "01a036c9-f400-7e5d-b2fd-573cb8c9689c" },
    problems: {
      ...{ standing: 403, contract_no_award: 409, contract_award_taken: 409 },
      ...{ contract_no_deal: 409, contract_deal_taken: 409 },
    },
  },
  async ({ ctx, body }) => {
    const made = await start(ctx, body);
    return made.ok ? showContract(ctx, made.value.id) : made;
  },
);

const showContracts = endpoint(
  {
    method: "GET",
    path: "/contracts",
    tag: "contracts",
    access: "contract.edit",
    query: z.strictObject({
      view: z.enum(contractViews).default("any"),
      ...pageInput,
    }),
    answer: z.strictObject({ items: z.array(contractItem), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, ...options } }) => {
    const { items, nextCursor } = await listContracts(ctx, { ...options, after: cursor });
    return ok({ items: items.map((item) => answerContractItem(ctx, item)), nextCursor });
  },
);

const showOne = endpoint(
  {
    method: "GET",
    path: "/contracts/{id}",
    tag: "contracts",
    access: "user",
    params: oneThing,
    answer: contractAnswer,
  },
  async ({ ctx, params }) => showContract(ctx, params.id),
);

const showDocument = endpoint(
  {
    method: "GET",
    path: "/contracts/{id}/document",
    tag: "contracts",
    access: "user",
    params: oneThing,
    query: z.strictObject({ n: z.coerce.number().int().min(1).optional() }),
    answer: z.strictObject({
      n: z.int(),
      /** The binding text: its UTF-8 bytes hash to `sha256`. */
      canonical: z.string(),
      english: z.string(),
      sha256: z.string(),
      intact: z.boolean(),
    }),
  },
  async ({ ctx, params, query }) => {
    const found = await contractPage(ctx, params.id);
    if (!found.ok) return found;
    const { texts, text } = found.value;
    const asked = query.n === undefined ? text : texts.find(({ n }) => n === query.n);
    if (!asked) return fail(problems.notFound("contract_text"));
    const { n, canonical, english, sha256, intact } = asked;
    return ok({ n, canonical, english, sha256, intact });
  },
);

const sendFile = endpoint(
  {
    method: "POST",
    path: "/contracts/{id}/files",
    tag: "contracts",
    access: "contract.edit",
    params: oneThing,
    query: z.strictObject({
      name: z.string().min(1).max(200),
      purpose: z.enum(contractFilePurposes).default("delivery"),
    }),
    rawBody: acceptAttribute(documentRules).split(","),
    answer: z.strictObject({ id: z.uuid(), sha256: z.string() }),
    status: 201,
    creates: true,
  },
  async ({ ctx, params, query: { name, purpose }, bytes }) =>
    addFile(ctx, params.id, new File([bytes], name), purpose),
);

const fetchFile = endpoint(
  {
    method: "GET",
    path: "/contracts/{id}/files/{fileId}",
    tag: "contracts",
    access: "user",
    params: z.strictObject({ id: z.uuid(), fileId: z.uuid() }),
    answer: z.strictObject({
      name: z.string(),
      mediaType: z.string(),
      sha256: z.string(),
      /** Base64. */
      content: z.string(),
    }),
  },
  async ({ ctx, params }) => {
    const found = await readFile(ctx, params.id, params.fileId);
    return found.ok ? ok({ ...found.value, content: found.value.content.toString("base64") }) : found;
  },
);

const refusals = { not_allowed_now: 409, standing: 403 };

/** One step of a contract; the answer is the contract as it is afterwards. */
const act = <I extends z.ZodType>(path: string, { access, input, run }: ContractCommand<I>): Endpoint =>
  endpoint(
    {
      ...{ method: "POST", path: `/contracts/{id}/${path}`, tag: "contracts", access },
      ...{ params: oneThing, body: input, answer: contractAnswer, problems: refusals },
      creates: path === "propose-amendment",
    },
    async ({ ctx, params, body }) => {
      const done = await run(ctx, params.id, body);
      return done.ok ? showContract(ctx, params.id) : done;
    },
  );

/** One step of a numbered part of it. */
const actOnPart = <I extends z.ZodType>(path: string, { access, input, run }: PartCommand<I>): Endpoint =>
  endpoint(
    {
      ...{ method: "POST", path: `/contracts/{id}/${path}`, tag: "contracts", access },
      ...{ params: onePart, body: input, answer: contractAnswer, problems: refusals },
    },
    async ({ ctx, params, body }) => {
      const done = await run(ctx, params.id, params.n, body);
      return done.ok ? showContract(ctx, params.id) : done;
    },
  );

const steps: Readonly<Record<string, ContractCommand>> = contractCommands;
const milestoneSteps: Readonly<Record<string, PartCommand>> = milestoneCommands;
const amendmentSteps: Readonly<Record<string, PartCommand>> = amendmentCommands;
const royaltySteps: Readonly<Record<string, PartCommand>> = royaltyCommands;
const registrationSteps: Readonly<Record<string, ContractCommand>> = registrationCommands;

/** Contracts, for their two sides and for whoever mediates. */
export const contractEndpoints: readonly Endpoint[] = [
  createContract,
  showContracts,
  showOne,
  showDocument,
  sendFile,
  fetchFile,
  ...Object.entries(steps).map(([name, command]) => act(name, command)),
  ...Object.entries(milestoneSteps).map(([name, command]) => actOnPart(`milestones/{n}/${name}`, command)),
  ...Object.entries(amendmentSteps).map(([name, command]) => actOnPart(`amendments/{n}/${name}`, command)),
  ...Object.entries(royaltySteps).map(([name, command]) => actOnPart(`royalties/{n}/${name}`, command)),
  ...Object.entries(registrationSteps).map(([name, command]) => act(`registration/${name}`, command)),
];
