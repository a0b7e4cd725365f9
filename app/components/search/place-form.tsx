import { useId } from "react";
import { Form } from "react-router";
import type { Label } from "#app/domain/search/labels.server.ts";
import { KeptParams } from "./narrow-forms.tsx";
import { useSearchWords } from "./words.ts";

interface PlaceFormProps {
  /** Where distances are counted from; null: the reader has to say. */
  origin: { code: string; label: Label } | null;
  cities: readonly { code: string; label: Label }[];
}

/** From where distances are counted, and how to change it. */
export function PlaceForm({ origin, cities }: PlaceFormProps) {
  const words = useSearchWords();
  const { t } = words;
  const id = useId();
  const own = origin && cities.every(({ code }) => code !== origin.code) ? [origin] : [];
  return (
    <Form
      action="/"
      preventScrollReset
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-hairline py-2 text-sm"
    >
      <KeptParams replaced={["near"]} />
      <label htmlFor={id}>{origin ? t("near.from") : t("near.ask")}</label>
      <select
        key={origin?.code}
        id={id}
        name="near"
        required
        defaultValue={origin?.code ?? ""}
        className="select select-small w-auto"
      >
        {!origin && <option value="">{t("near.choose")}</option>}
        {[...own, ...cities].map(({ code, label }) => (
          <option key={code} value={code}>
            {words.name(label)}
          </option>
        ))}
      </select>
      <button type="submit" className="btn btn-secondary btn-small">
        {t("apply")}
      </button>
      <span className="text-muted">{t("near.how")}</span>
    </Form>
  );
}
