import { z } from "zod";

const detail = z.object({
  group: z.int(),
  before: z.array(z.string()),
  after: z.array(z.string()),
});

/** What a log entry keeps of an edit; undefined when it is not one. */
export function readDetail(value: unknown): z.output<typeof detail> | undefined {
  const parsed = detail.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
