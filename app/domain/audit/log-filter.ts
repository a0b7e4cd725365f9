import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { auditedEntities } from "#app/domain/identity/audited.ts";
import { day } from "#app/domain/values.ts";

export interface AuditFilter {
  entity?: string;
  transition?: string;
  /** Part of the name of who acted. */
  who?: string;
  /** Part of a name, or the credit code, of the organisation that was acted for. */
  organization?: string;
  entityId?: string;
  from?: Date;
  until?: Date;
  /** Only entries before this number: the next page. */
  before?: number;
}

/** The parameters of the filter in an address, without that of the page. */
export const auditParams = ["entity", "transition", "who", "organization", "thing", "from", "until"] as const;

/** The filter in an address; what is not of its form is left out. Days are the platform's, `until` included. */
export function readAuditFilter(params: URLSearchParams): AuditFilter {
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined =>
    schema.safeParse(params.get(name)).data;
  const until = read("until", plainDay);
  return {
    entity: read("entity", z.enum(auditedEntities)),
    transition: read("transition", z.string().regex(/^[a-z][\w-]{0,60}$/)),
    who: read("who", words),
    organization: read("organization", words),
    entityId: read("thing", z.string().trim().pipe(z.uuid())),
    from: startOf(read("from", plainDay)),
    until: startOf(until?.add({ days: 1 })),
    before: readBefore(params),
  };
}

/** The number in `?after=` that a page of something numbered begins below. */
export const readBefore = (params: URLSearchParams): number | undefined =>
  z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).safeParse(params.get("after")).data;

const words = z.string().trim().min(1).max(60);

const plainDay = day.transform((text) => Temporal.PlainDate.from(text));

const startOf = (date: Temporal.PlainDate | undefined): Date | undefined =>
  date && new Date(date.toZonedDateTime("Asia/Shanghai").epochMilliseconds);
