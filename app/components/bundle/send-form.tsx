import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { QuestionFields } from "#app/components/booking/question-fields.tsx";
import { Checkbox } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { formatMoney } from "#app/components/format.ts";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { NumberInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { PayByVoucher } from "#app/components/vouchers/pay-by-voucher.tsx";
import type { BundleForm } from "#app/domain/booking/bundle/bundle-form.ts";
import type { TogetherPage, TogetherPart } from "#app/domain/booking/bundle/together-page.server.ts";
import type { BookPage } from "#app/domain/booking/book-page.server.ts";

interface SendProps {
  page: TogetherPage;
  formKey: string;
  reply: FormReply | undefined;
}

type Settled = TogetherPart & { page: BookPage; times: { start: Date; end: Date } };

const isSettled = (part: TogetherPart): part is Settled => part.page !== null && part.times !== null;

/** What is said once for all of them, what each asks for, what it costs together, and the button. */
export function SendForm({ page, formKey, reply }: SendProps) {
  const { t } = useTranslation(["together", "booking"]);
  const { form, fields, props } = usePostedForm<BundleForm>("bundle", reply);
  const parts = page.parts.filter(isSettled);
  const staff = parts.some(({ page: one, line }) => one.staff && line?.problem?.code === "policy");
  const atOnce = parts.every(({ line }) => line?.booked?.state === "confirmed");
  const labels = { purpose: t("booking:book.purpose"), overrideReason: t("booking:book.override") };
  return (
    <Form method="post" className="grid max-w-form gap-5" {...props}>
      <ErrorSummary form={form} fields={fields} labels={labels} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="groupId" value={parts[0]?.page.assessment.groupId ?? ""} />
      <TextArea
        meta={fields.purpose}
        label={t("booking:book.purpose")}
        help={t("purposeHelp")}
        optional={false}
        max={500}
        rows={3}
      />
      {parts.map((part) => (
        <PartSaid key={part.at} part={part} />
      ))}
      <TextInput
        meta={fields.project}
        label={t("booking:book.project")}
        help={t("booking:book.projectHelp")}
        optional
      />
      <TextArea meta={fields.note} label={t("booking:book.note")} optional max={500} rows={2} />
      {staff && (
        <TextArea
          meta={fields.overrideReason}
          label={t("booking:book.override")}
          help={t("booking:book.overrideHelp")}
          optional={false}
          rows={2}
        />
      )}
      <Total parts={parts} />
      <SubmitRow
        label={t(atOnce ? "send" : "sendRequest", { count: parts.length })}
        note={t(atOnce ? "allOrNothing" : "allOrNothingRequest")}
      />
    </Form>
  );
}

/** What was settled of one facility, and what only it asks: terms, accessories. */
function PartSaid({ part: { at, page, times, title } }: { part: Settled }) {
  const { t } = useTranslation(["together", "booking"]);
  const titleOf = useTitleOf();
  const { facility, assessment, accessories, vouchers } = page;
  const name = (field: string) => `parts[${at}].${field}`;
  const settled = {
    facilityId: facility.id,
    start: times.start.toISOString(),
    end: times.end.toISOString(),
    wayOfService: assessment.way,
    item: assessment.quote?.item ?? "",
  };
  const { questions } = facility.rules;
  const terms = facility.rules.terms !== "";
  return (
    <>
      {Object.entries(settled).map(([field, value]) => (
        <input key={field} type="hidden" name={name(field)} value={value} />
      ))}
      {(terms || accessories.length > 0 || questions.length > 0 || vouchers.length > 0) && (
        <fieldset className="grid gap-3 border-s-2 border-hairline ps-4">
          <legend className="float-left mb-2 w-full font-medium">{titleOf(title)}</legend>
          <QuestionFields questions={questions} prefix={`parts[${at}].`} />
          <PayByVoucher
            meta={plainField(name("voucherId"))}
            vouchers={vouchers}
            price={assessment.quote?.amount ?? null}
          />
          {accessories.map(({ id, name: label, left }, index) => (
            <Fragment key={id}>
              <input type="hidden" name={name(`accessories[${index}].id`)} value={id} />
              <NumberInput
                meta={plainField(name(`accessories[${index}].quantity`))}
                label={label}
                help={left > 0 ? t("booking:book.left", { left }) : t("booking:book.noneLeft")}
                unit={t("booking:book.pieces")}
                optional={false}
                placeholder="0"
                disabled={left === 0}
              />
            </Fragment>
          ))}
          {terms && (
            <Checkbox
              meta={plainField(name("accepted"))}
              label={t("booking:book.accept", { version: facility.rules.termsVersion })}
              value={String(facility.rules.termsVersion)}
            />
          )}
        </fieldset>
      )}
    </>
  );
}

/** The sum of what is charged by time; what is quoted later is named beside it. */
function Total({ parts }: { parts: readonly Settled[] }) {
  const { t } = useTranslation("together");
  const quotes = parts.map(({ page }) => page.assessment.quote);
  const sum = quotes.reduce((all, quote) => all + (quote?.amount ?? 0), 0);
  const open = quotes.filter((quote) => quote === null).length;
  return (
    <p>
      <span className="block text-sm text-muted">{t("total")}</span>
      <span className="tnum text-lg font-semibold">{formatMoney(sum)}</span>
      {open > 0 && <span className="ps-2 text-sm text-muted">{t("quoted", { count: open })}</span>}
    </p>
  );
}
