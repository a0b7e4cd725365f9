import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { auditedEntities } from "./audited.ts";

export interface AuditFilter {
  entity?: string;
  transition?: string;
  /** Part of the name of who acted. */
  who?: string;
  entityId?: string;
  from?: Date;
  until?: Date;
  /** Only entries before this number: the next page. */
  before?: number;
}

/** The filter in an address; what is not of its form is left out. Days are the platform's, `until` included. */
export function readAuditFilter(params: URLSearchParams): AuditFilter {
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined =>
    schema.safeParse(params.get(name)).data;
  const until = read("until", day);
  return {
    entity: read("entity", z.enum(auditedEntities)),
    who: read("who", z.string().trim().min(1).max(60)),
    entityId: read("thing", z.uuid()),
    from: startOf(read("from", day)),
    until: startOf(until?.add({ days: 1 })),
    before: read("after", z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)),
  };
}

const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));

const startOf = (date: Temporal.PlainDate | undefined): Date | undefined =>
  date && new Date(date.toZonedDateTime("Asia/Shanghai").epochMilliseconds);
