import { z } from "zod";

/** One list of fields in what a refused form gives back. */
const listIn = (name: string, field: string) =>
  z.object({
    initialValue: z.object({ [name]: z.array(z.object({ [field]: z.string().optional() }).optional()) }),
  });

const said = (result: unknown, name: string, field: string): (string | undefined)[] => {
  const read = listIn(name, field).safeParse(result);
  return read.success ? (read.data.initialValue[name] ?? []).map((one) => one?.[field]) : [];
};

/** The answers in what a refused form gives back, in the order of the questions. */
export const answersSaid = (result: unknown): (string | undefined)[] => said(result, "answers", "answer");

/** How many of each accessory a refused form asked for, in the order in which they are offered. */
export const quantitiesSaid = (result: unknown): (string | undefined)[] =>
  said(result, "accessories", "quantity");
