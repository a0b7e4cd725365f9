import { useTranslation } from "react-i18next";
import { Checkbox } from "#app/components/choices.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { MoneyInput, NumberInput } from "#app/components/inputs.tsx";
import type { Act } from "./act-fields.ts";
import type { ActWorld } from "./act-world.ts";

interface Props {
  meta: FieldMeta;
  world: ActWorld;
}

/** Whether a step is one of a royalty's, whose remarks are called otherwise. */
export const ofRoyalty = (act: Act): boolean => act.endsWith("-royalty") || act === "report-nothing";

/** What the royalty of a period is reckoned on, as its contract calls it. */
export function Base({ meta, world }: Props) {
  const { t } = useTranslation("contracts");
  const basis = world.royalty?.basis ?? "sales";
  return <MoneyInput meta={meta} label={t(`royalty.field.base.${basis}`)} optional={false} />;
}

export function Quantity({ meta, world }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <NumberInput
      meta={meta}
      label={t("royalty.field.quantity")}
      help={t("royalty.field.quantityHelp")}
      unit={world.royalty?.unit || undefined}
      optional={false}
    />
  );
}

export function UnitPrice({ meta, world }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <MoneyInput
      meta={meta}
      label={t("royalty.field.unitPrice")}
      per={t("royalty.field.perUnit", { unit: world.royalty?.unit || t("royalty.unit") })}
      optional={false}
    />
  );
}

/** Asks for the books beside the question. */
export function Inspects({ meta }: Props) {
  const { t } = useTranslation("contracts");
  return <Checkbox meta={meta} label={t("royalty.field.inspects")} />;
}
