import type { Tx } from "#db/client.ts";
import { type ExaminedRow, examineRow, type Lens, type RawRow } from "./examine.ts";
import { loadCurrent } from "./current.server.ts";

/** A row beside the facility that it would change, if it is without errors and there is one. */
export interface ReadRow extends ExaminedRow {
  listingId: string | null;
}

/** Few enough to be in memory, many enough that a long file takes few round trips. */
const batchSize = 500;

/**
 * Examines a file's rows in batches, each row once: a number that occurs twice in the file is an error of the later
 * row.
 */
export async function* readRows(
  db: Tx,
  organizationId: string,
  rows: AsyncIterable<RawRow>,
  lens: Lens,
): AsyncGenerator<ReadRow[]> {
  const seen = new Map<string, number>();
  let waiting: ExaminedRow[] = [];
  const flush = async (): Promise<ReadRow[]> => {
    const current = await loadCurrent(
      db,
      organizationId,
      waiting.map(({ innerId }) => innerId),
    );
    const existing = (row: ExaminedRow) =>
      row.outcome === "error" ? null : (current.get(row.innerId)?.row.id ?? null);
    const read = waiting.map((row) => refuseNameless({ ...row, listingId: existing(row) }, lens));
    waiting = [];
    return read;
  };
  for await (const raw of rows) {
    waiting.push(refuseRepeated(examineRow(raw, lens), seen, lens));
    if (waiting.length === batchSize) yield await flush();
  }
  if (waiting.length > 0) yield await flush();
}

function refuseRepeated(row: ExaminedRow, seen: Map<string, number>, lens: Lens): ExaminedRow {
  const first = row.innerId === "" ? undefined : seen.get(row.innerId);
  if (first === undefined) {
    if (row.outcome !== "error") seen.set(row.innerId, row.row);
    return row;
  }
  const column = columnOf(lens, "innerId", row) ?? "ID";
  return {
    ...row,
    outcome: "error",
    issues: [...row.issues, { column, code: `id_repeated?row=${first}`, value: row.innerId }],
  };
}

/** What would be new needs a name; a table that changes some columns of old ones may leave it out. */
function refuseNameless(row: ReadRow, { mapping }: Lens): ReadRow {
  const { titleZh = "", titleEn = "" } = row.patch;
  if (row.outcome === "error" || row.listingId !== null || titleZh !== "" || titleEn !== "") return row;
  const column = Object.entries(mapping).find(([, key]) => key === "title_zh")?.[0] ?? "title_zh";
  return { ...row, outcome: "error", issues: [...row.issues, { column, code: "required", value: "" }] };
}

function columnOf({ mapping }: Lens, target: "innerId", row: ExaminedRow): string | undefined {
  return Object.entries(mapping).find(([, key]) => row.sets.get(key)?.includes(target))?.[0];
}

/** The facilities that a row says it belongs to (UNIQUIP `Related Facility ID`). */
export const relatedIds = ({ patch }: Pick<ExaminedRow, "patch">): string[] =>
  (patch.interchange?.["uniquip.related_facility_id"] ?? "")
    .split(",")
    .map((id) => id.trim())
    .filter(Boolean);
