import type { Deadline } from "#app/domain/deadline.ts";
import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { ErrorSummary } from "#app/components/form.tsx";
import { formatLastDay, localeOf } from "#app/components/format.ts";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Money } from "#app/components/text.tsx";
import { limits } from "#app/domain/catalog/limits.ts";

interface NoticeBoxProps {
  until: Deadline;
  over: boolean;
  days: number;
  title: string;
  summary: string;
  modes: readonly string[];
  price: number | null;
  insider: boolean;
}

/** What the law asks to be announced: the result, the manner, the intended price, and a buyer from inside. */
export function NoticeBox({ until, over, days, title, summary, modes, price, insider }: NoticeBoxProps) {
  const { t, i18n } = useTranslation("catalog");
  const date = formatLastDay(until, localeOf(i18n.language), undefined, true);
  return (
    <div className="grid gap-4">
      <Notice kind={insider ? "warning" : "info"} title={insider ? t("technology.insider") : undefined}>
        <p>{t(over ? "technology.noticeOver" : "technology.noticeRunning", { date, days })}</p>
        <p className="text-sm">{t("technology.noticeBasis")}</p>
      </Notice>
      <DescriptionList
        facts={[
          { term: t("path.titleZh"), value: title },
          { term: t("path.summaryZh"), value: summary },
          {
            term: t("technology.manner"),
            value: modes
              .map((mode) => t(`option.transferModes.${mode}`))
              .join(i18n.language === "en" ? ", " : "、"),
          },
          {
            term: t("technology.price"),
            value: price === null ? t("detail.negotiable") : <Money fen={price} large />,
          },
          { term: t("path.technology.insiderDeal"), value: t(insider ? "history.yes" : "history.no") },
        ]}
      />
    </div>
  );
}

interface ObjectFormProps {
  errors: Record<string, string[]>;
  values: Record<string, string>;
}

/** Anybody's objection, while the notice runs. */
export function ObjectForm({ errors, values }: ObjectFormProps) {
  const { t } = useTranslation("catalog");
  const meta = (name: string) => plainField(name, values[name] ?? "", errors[name]);
  const labels = {
    name: t("technology.name"),
    contact: t("technology.contactField"),
    text: t("technology.text"),
  };
  return (
    <Form method="post" className="grid max-w-form gap-4" id="object">
      <p className="text-sm text-muted">{t("technology.objectLead")}</p>
      <ErrorSummary
        form={{ id: "object", allErrors: errors }}
        labels={labels}
        fields={{ name: meta("name"), contact: meta("contact"), text: meta("text") }}
      />
      <TextInput meta={meta("name")} label={labels.name} width="medium" autoComplete="name" />
      <TextInput meta={meta("contact")} label={labels.contact} width="medium" />
      <TextArea meta={meta("text")} label={labels.text} max={limits.reasons} />
      <SubmitButton look="secondary" name="intent" value="object" className="justify-self-start">
        {t("technology.send")}
      </SubmitButton>
    </Form>
  );
}
