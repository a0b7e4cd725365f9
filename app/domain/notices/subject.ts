import type { TFunction } from "i18next";
import type { Locale } from "#app/i18n/locales.ts";
import type { Party } from "../process.ts";

/** What a notice needs to know of the thing it is about. */
export interface Subject {
  /** The process's parties, and the row with the columns that they name. */
  parties: Readonly<Record<string, Party>>;
  row: object;
  /** The placeholders of the template's words, in the reader's language. */
  words(locale: Locale): Record<string, string>;
  /** Label and value of what a mail says below its words, for who reads it away from the platform. */
  details?(locale: Locale, t: TFunction): readonly (readonly [label: string, value: string])[];
  /** Where somebody of this party sees the thing and acts on it. */
  href(party: string): string;
  /** Narrower than the party: only these people of it, where a thing is one person's. */
  people?: Readonly<Record<string, string>>;
}
