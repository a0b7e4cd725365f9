import { importRowOutcomes, type ImportRowOutcome } from "#db/schema/vocabulary.ts";

/** `?page=` as a number from 1; anything else is the first page. */
export function pageOf(request: Request): number {
  const page = new URL(request.url).searchParams.get("page") ?? "1";
  return /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1;
}

/** `?rows=` as one of the outcomes or `all`; undefined when the person has not chosen. */
export function chosenOutcome(request: Request): ImportRowOutcome | "all" | undefined {
  const wanted = new URL(request.url).searchParams.get("rows");
  return wanted === "all" ? "all" : importRowOutcomes.find((outcome) => outcome === wanted);
}
