import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { Disclosure } from "#app/components/small.tsx";
import type { RegisterInput } from "#app/domain/credit/register/inputs.ts";
import { registerStates } from "#app/domain/credit/register/states.ts";
import { measureKinds, misconductClasses } from "#db/schema/vocabulary.ts";
import { usePick } from "./words.ts";

export interface RegionChoice {
  code: string;
  nameZh: string;
  nameEn: string;
}

/** The register's conditions as its address carries them, without the page. */
export const conditionsIn = (input: RegisterInput): string =>
  new URLSearchParams(
    (["q", ...conditions] as const).flatMap((name) => (input[name] ? [[name, input[name]]] : [])),
  ).toString();

const conditions = ["state", "measure", "class", "region", "from", "until"] as const;

/** Words and conditions of the register, in the address. */
export function RegisterSearch({
  input,
  regions,
}: {
  input: RegisterInput;
  regions: readonly RegionChoice[];
}) {
  const { t } = useTranslation("credit");
  const narrowed = conditions.some((name) => input[name] !== undefined);
  return (
    <Form className="grid gap-4 pb-6" role="search" aria-label={t("title")}>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-80">
          <TextInput meta={plainField("q", input.q)} label={t("register.find")} type="search" />
        </div>
        <SubmitButton>{t("register.search")}</SubmitButton>
        {(narrowed || input.q !== "") && (
          <Link className="link" to="/credit">
            {t("register.clear")}
          </Link>
        )}
      </div>
      <Disclosure summary={t("register.more")} open={narrowed}>
        <Conditions input={input} regions={regions} />
      </Disclosure>
    </Form>
  );
}

function Conditions({ input, regions }: { input: RegisterInput; regions: readonly RegionChoice[] }) {
  const { t } = useTranslation("credit");
  const pick = usePick();
  const any = t("register.any");
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      <Select
        meta={plainField("state", input.state)}
        label={t("register.state")}
        placeholder={any}
        options={registerStates.map((value) => ({ value, label: t(`register.states.${value}`) }))}
      />
      <Select
        meta={plainField("measure", input.measure)}
        label={t("register.measure")}
        placeholder={any}
        options={measureKinds.map((value) => ({ value, label: t(`measure.${value}`) }))}
      />
      <Select
        meta={plainField("class", input.class)}
        label={t("register.class")}
        placeholder={any}
        options={misconductClasses.map((value) => ({ value, label: t(`class.${value}`) }))}
      />
      <Select
        meta={plainField("region", input.region)}
        label={t("register.region")}
        placeholder={any}
        options={regions.map((one) => ({ value: one.code, label: pick(one.nameZh, one.nameEn) }))}
      />
      <DateInput meta={plainField("from", input.from)} label={t("register.from")} />
      <DateInput meta={plainField("until", input.until)} label={t("register.until")} />
    </div>
  );
}
