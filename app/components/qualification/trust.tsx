import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { Button, SubmitButton } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { plainField } from "#app/components/field-meta.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { OrganizationName } from "#app/components/text.tsx";

export interface NamedType {
  id: string;
  nameZh: string;
  nameEn: string;
  issuerZh: string;
  issuerEn: string;
}

interface TrustProps {
  trusted: readonly NamedType[];
  found: readonly NamedType[];
  words: string;
}

/** Other organisations' qualifications that count as this one, and a search for more. */
export function Trust({ trusted, found, words }: TrustProps) {
  const { t } = useTranslation("qualification");
  return (
    <div className="grid gap-6">
      <p className="max-w-reading text-sm text-muted">{t("trust.lead")}</p>
      {trusted.length === 0 ? <p>{t("trust.none")}</p> : <TypeList types={trusted} intent="distrust" />}
      <search>
        <Form method="get" className="flex flex-wrap items-end gap-3">
          <TextInput
            meta={plainField("trust", words)}
            label={t("trust.search")}
            optional={false}
            type="search"
            width="medium"
          />
          <Button type="submit" look="secondary">
            {t("holders.find")}
          </Button>
        </Form>
      </search>
      {words !== "" &&
        (found.length === 0 ? <p>{t("trust.noneFound")}</p> : <TypeList types={found} intent="trust" />)}
    </div>
  );
}

function TypeList({ types, intent }: { types: readonly NamedType[]; intent: "trust" | "distrust" }) {
  const { t } = useTranslation("qualification");
  const nameOf = useNameOf();
  const act = intent === "trust" ? "add" : "remove";
  return (
    <ul className="grid">
      {types.map((type) => (
        <li
          key={type.id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-hairline py-2"
        >
          <span>
            {nameOf(type)}{" "}
            <span className="text-sm text-muted">
              <OrganizationName nameZh={type.issuerZh} nameEn={type.issuerEn} />
            </span>
          </span>
          <Form method="post">
            <input type="hidden" name="intent" value={intent} />
            <SubmitButton
              small
              look="secondary"
              name="trusted"
              value={type.id}
              aria-label={t(`trust.${act}Named`, { name: nameOf(type) })}
            >
              {t(`trust.${act}`)}
            </SubmitButton>
          </Form>
        </li>
      ))}
    </ul>
  );
}
