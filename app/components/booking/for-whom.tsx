import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import type { BookPageData } from "./book-parts.tsx";

/** For whom it is booked, and for which research group: asked first, because rules, price and quotas hang on it. */
export function ForWhom({ page }: { page: BookPageData }) {
  const { t } = useTranslation(["booking", "problems"]);
  const { staff, groups, person, kept, assessment } = page;
  if (!staff && groups.length < 2) return null;
  const unknown = person === undefined ? [t("problems:field.person_unknown")] : undefined;
  return (
    <Form method="get" className="panel mt-6 grid max-w-form gap-4 p-4" preventScrollReset>
      <input type="hidden" name="start" value={page.start.toISOString()} />
      <input type="hidden" name="end" value={page.end.toISOString()} />
      {["item", "way", "purpose", "project"].map(
        (name) => kept[name] && <input key={name} type="hidden" name={name} value={kept[name]} />,
      )}
      {staff && (
        <TextInput
          meta={{ ...plainField("for", kept.for, unknown), id: "for-whom" }}
          label={t("book.forEmail")}
          help={t("book.forEmailHelp")}
          type="email"
          autoComplete="off"
          optional
        />
      )}
      {person && (
        <p>
          {t("book.forPerson", { name: person.name })}{" "}
          <OrganizationName nameZh={person.organizationZh} nameEn={person.organizationEn} />
        </p>
      )}
      {groups.length > 1 && (
        <Select
          meta={{ ...plainField("group", assessment.groupId ?? ""), id: "for-group" }}
          label={t("book.group")}
          help={t("book.groupHelp")}
          placeholder={t("book.noGroup")}
          optional
          options={groups.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <SubmitButton look="secondary" className="justify-self-start">
        {t("book.check")}
      </SubmitButton>
    </Form>
  );
}
