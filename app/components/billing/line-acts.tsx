import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { RadioGroup } from "#app/components/choices.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatMoney, localeOf } from "#app/components/format.ts";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import type { ChargeMention, LineItem } from "#app/domain/money/statements/queries.server.ts";

export interface LineReply {
  line: string;
  intent: string;
  errors: Record<string, string[]>;
}

interface ActProps {
  item: LineItem;
  reply: LineReply | undefined;
}

/** What a person can say about a line: it is as proposed, it is for these charges, or it is nothing of ours. */
export function LineActs({ item, reply }: ActProps) {
  const { t } = useTranslation("billing");
  const { line, proposal } = item;
  if (line.state === "set_aside")
    return (
      <Form method="post">
        <input type="hidden" name="line" value={line.id} />
        <SubmitButton small look="secondary" name="intent" value="up">
          {t("statements.up")}
        </SubmitButton>
      </Form>
    );
  if (line.state !== "unmatched" || line.amount < 0 || !proposal) return null;
  const mine = reply?.line === line.id ? reply : undefined;
  return (
    <div className="flex flex-wrap items-start gap-2">
      {proposal.parts.length > 0 && <AsProposed item={item} />}
      {proposal.kind === "settled" && <PaidTwice item={item} />}
      {proposal.kind === "ambiguous" && <Choose item={item} reply={mine} />}
      {["none", "ambiguous", "likely"].includes(proposal.kind) && <ByReference item={item} reply={mine} />}
      <Aside item={item} reply={mine} />
    </div>
  );
}

function AsProposed({ item: { line, proposal } }: Pick<ActProps, "item">) {
  const { t } = useTranslation("billing");
  return (
    <Form method="post">
      <input type="hidden" name="line" value={line.id} />
      {proposal?.parts.map(({ chargeId }) => (
        <input key={chargeId} type="hidden" name="charges" value={chargeId} />
      ))}
      <SubmitButton small look="secondary" name="intent" value="match">
        {t("statements.confirm")}
      </SubmitButton>
    </Form>
  );
}

function PaidTwice({ item: { line, candidates } }: Pick<ActProps, "item">) {
  const { t } = useTranslation("billing");
  return (
    <Confirm small label={t("statements.confirm")}>
      <Form method="post" className="grid w-full gap-3">
        <input type="hidden" name="line" value={line.id} />
        {candidates.map(({ id }) => (
          <input key={id} type="hidden" name="charges" value={id} />
        ))}
        <p>{t("statements.twice")}</p>
        <div>
          <SubmitButton name="intent" value="match">
            {t("statements.confirm")}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

function Choose({ item: { line, candidates }, reply }: ActProps) {
  const { t, i18n } = useTranslation("billing");
  const locale = localeOf(i18n.language);
  const name = ({ payerZh, payerEn }: ChargeMention) => (locale === "en" ? payerEn || payerZh : payerZh);
  const meta = { ...plainField("charges", undefined, reply?.errors.charges), id: `charges-${line.id}` };
  return (
    <Confirm small label={t("statements.choose")} open={reply?.intent === "match"}>
      <Form method="post" className="grid w-full gap-3">
        <input type="hidden" name="line" value={line.id} />
        <RadioGroup
          meta={meta}
          label={t("statements.choose")}
          options={candidates.map((one) => ({
            value: one.id,
            label: t("statements.owes", {
              reference: one.reference,
              payer: name(one),
              amount: formatMoney(one.outstanding),
            }),
          }))}
        />
        <p className="text-sm text-muted">{t("statements.confirmNote")}</p>
        <div>
          <SubmitButton name="intent" value="match">
            {t("statements.confirm")}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

function ByReference({ item: { line }, reply }: ActProps) {
  const { t } = useTranslation("billing");
  const meta = {
    ...plainField("references", undefined, reply?.errors.references),
    id: `references-${line.id}`,
  };
  return (
    <Confirm small label={t("statements.reference")} open={reply?.intent === "name"}>
      <Form method="post" className="grid w-full gap-3">
        <input type="hidden" name="line" value={line.id} />
        <TextInput
          meta={meta}
          label={t("statements.reference")}
          help={t("statements.referenceHelp")}
          autoComplete="off"
        />
        <p className="text-sm text-muted">{t("statements.confirmNote")}</p>
        <div>
          <SubmitButton name="intent" value="name">
            {t("statements.confirm")}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

function Aside({ item: { line }, reply }: ActProps) {
  const { t } = useTranslation("billing");
  const meta = { ...plainField("reason", undefined, reply?.errors.reason), id: `reason-${line.id}` };
  return (
    <Confirm small look="quiet" label={t("statements.aside")} open={reply?.intent === "aside"}>
      <Form method="post" className="grid w-full gap-3">
        <input type="hidden" name="line" value={line.id} />
        <TextArea meta={meta} label={t("statements.reason")} max={500} rows={2} />
        <div>
          <SubmitButton look="secondary" name="intent" value="aside">
            {t("statements.aside")}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}
