import { useTranslation } from "react-i18next";
import { DescriptionList } from "#app/components/lists.tsx";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import { formSteps } from "./form-steps.ts";
import { valueAt } from "./read-fields.ts";
import { ValueText } from "./value-text.tsx";

interface Props {
  kind: ListingKind;
  /** A snapshot: the listing's own fields and its kind's part. */
  content: object;
}

/** Everything a listing says, step by step, for those who check it. */
export function FullContent({ kind, content }: Props) {
  const { t } = useTranslation("catalog");
  const fact = (path: string) => ({ term: t(`path.${path}`), value: <ValueText path={path} value={valueAt(content, path)} /> });
  const lists = ["prices", "units", "openings", "attachments"].filter((name) => valueAt(content, name) !== undefined);
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
