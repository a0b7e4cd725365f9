import { useTranslation } from "react-i18next";
import { momentsMeant } from "#app/domain/moments-meant.ts";
import { RadioGroup } from "./choices.tsx";
import { DateTimeInput } from "./date-input.tsx";
import { type FieldMeta, textOf } from "./field-meta.ts";
import type { SentText } from "./identity/posted-form.ts";
import { formatDateTime, localeOf, momentInput } from "./format.ts";

interface WhichProps {
  meta: FieldMeta;
  /** The local time that was sent. */
  text: string;
  /** None before anything was sent. */
  zone: string | undefined;
}

/** Where the clocks of `zone` show a time twice: which is meant; nothing for every other time. */
export function WhichTime({ meta, text, zone }: WhichProps) {
  const { t, i18n } = useTranslation("calendar");
  const moments = zone === undefined ? [] : momentsMeant(text, zone);
  if (moments.length < 2) return null;
  return (
    <RadioGroup
      meta={meta}
      label={t("board.which")}
      optional={false}
      options={moments.map((at) => ({
        value: momentInput(at, zone),
        label: formatDateTime(at, localeOf(i18n.language), zone),
      }))}
    />
  );
}

interface LocalTimeProps {
  /** The metadata of `name` and of `nameMeant`. */
  meta: (name: string) => FieldMeta;
  name: string;
  label: string;
  help?: string;
  optional?: boolean;
  zone: string | undefined;
  /** What was sent; the field's own text where its form is made anew with each answer. */
  sent?: SentText;
}

/** A local time of `zone`, read by `momentMeant`: after one that the clocks show twice was sent, which is meant. */
export function LocalTimeInput({ meta, name, zone, sent, ...words }: LocalTimeProps) {
  const field = meta(name);
  return (
    <>
      <DateTimeInput meta={field} {...words} />
      <WhichTime meta={meta(`${name}Meant`)} text={sent?.(name) || textOf(field) || ""} zone={zone} />
    </>
  );
}
