import { useTranslation } from "react-i18next";
import { DescriptionList } from "#app/components/lists.tsx";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import { formSteps } from "./form-steps.ts";
import { useNameOf } from "./labels.ts";
import { valueAt } from "./read-fields.ts";
import { ValueText } from "./value-text.tsx";

interface Props {
  kind: ListingKind;
  /** A snapshot: the listing's own fields and its kind's part. */
  content: object;
  /** Names for the codes of its place and disciplines. */
  region: Named | null;
  fields: readonly Named[];
}

interface Named {
  nameZh: string;
  nameEn: string;
}

/** Everything a listing says, step by step, for those who check it. */
export function FullContent({ kind, content, region, fields: disciplines }: Props) {
  const nameOf = useNameOf();
  const { t } = useTranslation("catalog");
  const named: Record<string, string> = {
    regionCode: nameOf(region),
    fieldCodes: disciplines.map(nameOf).join(", "),
  };
  const fact = (path: string) => ({
    term: t(`path.${path}`),
    value: named[path] || <ValueText path={path} value={valueAt(content, path)} />,
  });
  const lists = ["prices", "units", "openings", "attachments"].filter(
    (name) => valueAt(content, name) !== undefined,
  );
  return (
    <div className="grid gap-6">
      {formSteps[kind].map(({ name, fields }) => (
        <section key={name}>
          <h3 className="pb-1 font-semibold">{t(`step.${name}`)}</h3>
          <DescriptionList columns={2} facts={fields.map(({ path }) => fact(path))} />
        </section>
      ))}
      <DescriptionList facts={lists.map(fact)} />
    </div>
  );
}
