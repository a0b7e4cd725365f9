import { useTranslation } from "react-i18next";
import { SubmitButton } from "#app/components/button.tsx";
import { CheckboxGroup, RadioGroup } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { FormSection } from "#app/components/form.tsx";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import { type BuilderValues, choiceFields, metaIn, type textFields } from "./builder-form.ts";

interface Props {
  values: BuilderValues;
  errors: Record<string, string[]>;
  files: readonly { id: string; name: string }[];
}

/** What stands at the end of every contract: disputes, definitions, contacts, annexes, other terms. */
export function Rest(props: Props) {
  const { t } = useTranslation("contracts");
  const meta = (name: (typeof textFields)[number] | "disputes") => metaIn(props, name);
  const { values, errors } = props;
  return (
    <>
      <FormSection title={t("part.disputes")}>
        <RadioGroup
          meta={meta("disputes")}
          label={t("builder.disputes")}
          options={choiceFields.disputes.map((value) => ({
            value,
            label: t(`builder.disputesOption.${value}`),
          }))}
        />
        <TextInput
          meta={meta("arbitration")}
          label={t("builder.arbitration")}
          help={t("builder.arbitrationHelp")}
          optional
        />
      </FormSection>
      <FormSection title={t("part.definitions")}>
        <input type="hidden" name="definitionRows" value={values.definitions.length} />
        {values.definitions.map((definition, row) => (
          <div key={`definitions.${String(row)}`} className="grid gap-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <TextInput
              meta={plainField(`definitions.${row}.term`, definition.term, errors[`definitions.${row}.term`])}
              label={t("builder.term")}
              optional
            />
            <TextInput
              meta={plainField(
                `definitions.${row}.meaning`,
                definition.meaning,
                errors[`definitions.${row}.meaning`],
              )}
              label={t("builder.meaning")}
              optional
            />
          </div>
        ))}
        <SubmitButton
          look="secondary"
          icon="plus"
          name="then"
          value="definition"
          className="justify-self-start"
        >
          {t("builder.addDefinition")}
        </SubmitButton>
      </FormSection>
      <Contacts {...props} />
    </>
  );
}

function Contacts(props: Props) {
  const { t } = useTranslation("contracts");
  const meta = (name: (typeof textFields)[number]) => metaIn(props, name);
  const { values, errors, files } = props;
  return (
    <FormSection title={t("builder.contacts")}>
      <TextInput
        meta={meta("clientContact")}
        label={t("builder.clientContact")}
        help={t("builder.contactHelp")}
        optional
      />
      <TextInput meta={meta("developerContact")} label={t("builder.developerContact")} optional />
      <TextArea meta={meta("other")} label={t("builder.other")} max={5000} rows={4} optional />
      {files.length > 0 ? (
        <CheckboxGroup
          meta={plainField("annexes", values.annexes, errors.annexes)}
          label={t("builder.annexes")}
          help={t("builder.annexesHelp")}
          optional
          options={files.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <p className="text-sm text-muted">{t("builder.annexUpload")}</p>
      )}
    </FormSection>
  );
}

/** The label of a form's field, for the list of what is wrong. */
export function useBuilderLabels() {
  const { t } = useTranslation("contracts");
  return (path: string): string => {
    const [first = "", row, name] = path.split(".");
    if (first === "milestones" && name)
      return `${t("page.milestone", { n: Number(row) + 1 })} · ${t(`builder.${milestoneLabel(name)}`)}`;
    if (first === "rights" && row) return t(`rights.${row}`);
    return t(`builder.${first === "title" ? "name" : first}`);
  };
}

const milestoneLabel = (name: string): string =>
  name === "title" ? "milestoneTitle" : name === "amount" ? "milestoneAmount" : name;
