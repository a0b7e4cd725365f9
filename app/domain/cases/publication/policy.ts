/** How long decisions of a class are published, in calendar days. */
export interface PublicationTerm {
  published: boolean;
  minDays: number;
  maxDays: number;
}

const dayMs = 86_400_000;

/**
 * The end of a publication: so many days after the service of the decision as the class allows at most, unless fewer are
 * given, never fewer than the class asks for (credit-repair rules of 2026). Undefined where the class is not published.
 */
export function publicationEnds(
  term: PublicationTerm,
  servedAt: Date,
  days: number | undefined,
): Date | undefined {
  if (!term.published) return undefined;
  const kept = Math.min(term.maxDays, Math.max(term.minDays, days ?? term.maxDays));
  return new Date(servedAt.getTime() + kept * dayMs);
}

/** Numbers by which a natural person could be found: of identity cards and of mobile telephones. */
const personalNumber = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/;

/** Whether a text to be published names one of these people or holds a personal number (public credit ordinance, Art. 15). */
export const namesPerson = (text: string, names: readonly string[]): boolean =>
  personalNumber.test(text) || names.some((name) => name.length > 1 && text.includes(name));
