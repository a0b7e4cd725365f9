import { z } from "zod";
import { alertCadences } from "#db/schema/vocabulary.ts";

const name = z.string().trim().min(1).max(80);
const cadence = z.enum(alertCadences);

/** A search to keep: `query` is what stands after `?` in the search page's address. */
export const saveSearchInput = z.object({ name, cadence, query: z.string().max(4000) });

/** Another name or another cadence. */
export const changeSearchInput = z.object({ name, cadence });
