import { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import {
  issueInput,
  noInput,
  reasonInput,
  requestInput,
  voidInput,
} from "#app/domain/money/invoices/inputs.ts";
import {
  declineInvoice,
  issueInvoice,
  voidInvoice,
  withdrawInvoice,
} from "#app/domain/money/invoices/issue.server.ts";
import { findInvoice, invoiceSides, listInvoices } from "#app/domain/money/invoices/queries.server.ts";
import { requestInvoice } from "#app/domain/money/invoices/request.server.ts";
import { ok, type Result } from "#app/runtime/problem.ts";
import { pageInput } from "../cursors.server.ts";
import { type Endpoint, endpoint } from "../endpoint.server.ts";
import { answerInvoice, answerInvoiceItem, invoiceItemShape, invoiceShape } from "./billing-answer.server.ts";

const oneThing = z.strictObject({ id: z.uuid() });
const tag = "payments";

const showInvoices = endpoint(
  {
    ...{ method: "GET", path: "/invoices", tag, access: "charge.pay" },
    query: z.strictObject({
      side: z.enum(invoiceSides).default("received"),
      ...pageInput,
    }),
    answer: z.strictObject({ items: z.array(invoiceItemShape), nextCursor: z.string().nullable() }),
  },
  async ({ ctx, query: { cursor, ...options } }) => {
    const { items, nextCursor } = await listInvoices(ctx, { ...options, after: cursor });
    return ok({ items: items.map((item) => answerInvoiceItem(ctx.actor, item)), nextCursor });
  },
);

const createInvoice = endpoint(
  {
    ...{ method: "POST", path: "/invoices", tag, access: "charge.pay", body: requestInput },
    ...{ answer: invoiceShape, status: 201, creates: true },
    problems: { nothing_to_invoice: 409, invoice_several_payees: 422 },
  },
  async ({ ctx, body }) => {
    const made = await requestInvoice(ctx, body);
    return made.ok ? showInvoice(ctx, made.value.id) : made;
  },
);

async function showInvoice(ctx: Context, id: string): Promise<Result<z.input<typeof invoiceShape>>> {
  const found = await findInvoice(ctx, id);
  return found.ok ? ok(answerInvoice(ctx.actor, found.value)) : found;
}

const showOne = endpoint(
  {
    ...{ method: "GET", path: "/invoices/{id}", tag, access: "charge.pay" },
    ...{ params: oneThing, answer: invoiceShape },
  },
  ({ ctx, params }) => showInvoice(ctx, params.id),
);

/** One step of an invoice; the answer is the invoice as it is afterwards. */
const act = <B extends z.ZodType>(
  name: string,
  body: B,
  command: (ctx: Context, id: string, input: z.output<B>) => Promise<Result<unknown>>,
): Endpoint =>
  endpoint(
    {
      ...{ method: "POST", path: `/invoices/{id}/${name}`, tag, access: "charge.pay" },
      ...{ params: oneThing, body, answer: invoiceShape },
      problems: { not_allowed_now: 409, invoice_number_used: 409 },
    },
    async ({ ctx, params, body: input }) => {
      const done = await command(ctx, params.id, input);
      return done.ok ? showInvoice(ctx, params.id) : done;
    },
  );

export const invoiceEndpoints: readonly Endpoint[] = [
  showInvoices,
  createInvoice,
  showOne,
  act("issue-invoice", issueInput, issueInvoice),
  act("decline-invoice", reasonInput, declineInvoice),
  act("withdraw-invoice", noInput, withdrawInvoice),
  act("void-invoice", voidInput, voidInvoice),
];
