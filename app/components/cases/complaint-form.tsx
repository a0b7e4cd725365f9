import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { Checkbox, Select } from "#app/components/choices.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { FileInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { nameIn } from "./words.ts";

interface Props {
  offences: readonly { code: string; nameZh: string; nameEn: string; category: string }[];
  /** Signed in: there is an address to answer to. */
  known: boolean;
  accept: string;
  subject: string;
  /** An authority opens the case itself, or takes it over from another one. */
  opening?: boolean;
  reply?: { errors: Record<string, string[]>; values: Record<string, string> };
}

const names = [
  "subject",
  "offenceCode",
  "title",
  "account",
  "actFrom",
  "actUntil",
  "name",
  "contact",
  "source",
  "confidential",
  "files",
] as const;

type Name = (typeof names)[number];

/** The complaint, one column, what a person can say from memory first. */
export function ComplaintForm({ offences, known, accept, subject, opening = false, reply }: Props) {
  const { t, i18n } = useTranslation("cases");
  const field = (name: Name, before = "") =>
    plainField(name, reply?.values[name] ?? before, reply?.errors[name]);
  const fields = Object.fromEntries(names.map((name) => [name, field(name)]));
  return (
    <Form method="post" encType="multipart/form-data" className="grid max-w-form gap-5">
      <ErrorSummary
        form={{ id: "complaint", allErrors: reply?.errors ?? {} }}
        fields={fields}
        labels={labelsIn(t)}
      />
      <TextInput
        meta={field("subject", subject)}
        label={t("complaint.subject")}
        help={t("complaint.subjectHelp")}
      />
      <Select
        meta={field("offenceCode")}
        label={t("complaint.offence")}
        width="full"
        options={offences.map((one) => ({ value: one.code, label: nameIn(i18n.language, one) }))}
      />
      <TextInput meta={field("title")} label={t("complaint.title_")} maxLength={120} />
      <TextArea
        meta={field("account")}
        label={t("complaint.account")}
        help={t("complaint.accountHelp")}
        max={20_000}
        rows={8}
      />
      <DateInput meta={field("actFrom")} label={t("complaint.actFrom")} help={t("complaint.dateHelp")} />
      <DateInput meta={field("actUntil")} label={t("complaint.actUntil")} optional />
      <FileInput
        meta={field("files")}
        label={t("complaint.files")}
        help={t("filesHelp")}
        accept={accept}
        multiple
        optional
      />
      {!known && <TextInput meta={field("name")} label={t("complaint.name")} width="medium" />}
      {!known && (
        <TextInput meta={field("contact")} label={t("complaint.contact")} help={t("complaint.contactHelp")} />
      )}
      {opening && (
        <>
          <TextInput
            meta={field("source")}
            label={t("opening.source")}
            help={t("opening.sourceHelp")}
            optional
          />
          <Checkbox meta={field("confidential")} label={t("opening.confidential")} />
        </>
      )}
      <SubmitRow
        label={t(opening ? "opening.send" : "complaint.send")}
        note={t(opening ? "opening.note" : "complaint.note")}
      />
    </Form>
  );
}

type Words = ReturnType<typeof useTranslation<"cases">>["t"];

const labelsIn = (t: Words): Record<Name, string> => ({
  subject: t("complaint.subject"),
  offenceCode: t("complaint.offence"),
  title: t("complaint.title_"),
  account: t("complaint.account"),
  actFrom: t("complaint.actFrom"),
  actUntil: t("complaint.actUntil"),
  name: t("complaint.name"),
  contact: t("complaint.contact"),
  source: t("opening.source"),
  confidential: t("opening.confidential"),
  files: t("complaint.files"),
});
