import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { Deadline, OrganizationName } from "#app/components/text.tsx";
import type { DealOrigin } from "#app/domain/contracts/deal-origin.server.ts";
import { type AmendmentState, amendmentStates, contractSides } from "#db/schema/vocabulary.ts";
import { ActStep, type PartProps } from "./act-form.tsx";
import { Acts, FileLine } from "./milestones-view.tsx";
import { sideKey } from "./words.ts";

/** Who the two sides are, and who has signed what when. */
export function Signatures({
  page,
  demand,
  deal,
}: Pick<PartProps, "page"> & { demand: ContractDemand | null; deal: DealOrigin | null }) {
  const { t } = useTranslation("contracts");
  const titleOf = useTitleOf();
  return (
    <Section title={t("page.parties")} id="signatures">
      <DescriptionList
        columns={2}
        facts={contractSides.map((side) => {
          const signed = page.signatures.find((one) => one.side === side && one.textId === page.text?.id);
          const client = side === "client";
          return {
            term: t(sideKey(page.row.kind, side)),
            value: (
              <Link
                className="link"
                to={`/organizations/${client ? page.row.clientId : page.row.developerId}`}
              >
                <OrganizationName
                  nameZh={client ? page.clientZh : page.developerZh}
                  nameEn={client ? page.clientEn : page.developerEn}
                />
              </Link>
            ),
            note: signed
              ? t("page.signedBy", { name: signed.signerName, at: signed.at })
              : t("page.unsigned"),
          };
        })}
      />
      {demand && (
        <p className="pt-3 text-sm">
          {t("page.fromDemand")}
          <Link className="link" to={`/demands/${demand.id}`}>
            {titleOf(demand)}
          </Link>
        </p>
      )}
      {deal && page.side && (
        <p className="pt-3 text-sm">
          {t("page.fromDeal")}
          <Link className="link" to={deal.path}>
            {titleOf(deal)}
          </Link>
        </p>
      )}
    </Section>
  );
}

/** The demand whose award the contract came from, where the reader may read it. */
export interface ContractDemand {
  id: string;
  titleZh: string;
  titleEn: string;
}

/** Annexes, results and certificates, each with its digest; who belongs to the contract may add more. */
export function Files({ page, world, reply }: PartProps) {
  const { t } = useTranslation("contracts");
  return (
    <Section title={t("page.files")} id="files">
      <p className="pb-2 text-sm text-muted">{t("page.filesNote")}</p>
      {page.files.length === 0 && <p>{t("page.noFiles")}</p>}
      <ul className="pb-3">
        {page.files.map((file) => (
          <FileLine key={file.id} contractId={page.row.id} file={file} />
        ))}
      </ul>
      {page.side && <ActStep act="upload" scope="whole" world={world} reply={reply} />}
    </Section>
  );
}

/** What was proposed to change a contract in force. */
export function Amendments({ page, world, reply }: PartProps) {
  const { t } = useTranslation("contracts");
  if (page.amendments.length === 0) return null;
  return (
    <Section title={t("page.amendments")} id="amendments">
      <ol className="grid gap-4">
        {page.amendments.map(({ amendment, text, acts }) => (
          <li key={amendment.id} className="panel grid gap-2 p-4">
            <p className="flex flex-wrap items-center gap-3">
              <span className="font-medium">{t("page.amendment", { n: amendment.n })}</span>
              <StateTag tone={toneOf(amendment.state === "agreed" ? "confirmed" : amendment.state)}>
                {t(`amendmentState.${amendmentState(amendment.state)}`)}
              </StateTag>
              {amendment.deadline && (
                <span className="text-sm">
                  {t("page.answerBy")} <Deadline at={amendment.deadline} weekday={false} />
                </span>
              )}
            </p>
            <p className="whitespace-pre-line">{amendment.reason}</p>
            {amendment.answer && <p className="text-sm text-muted">{amendment.answer}</p>}
            {text && (
              <ButtonLink
                look="secondary"
                small
                className="justify-self-start"
                to={`/contracts/${page.row.id}/versions?from=${page.text?.n ?? 1}&to=${text.n}`}
              >
                {t("page.compare")}
              </ButtonLink>
            )}
            <Acts
              names={acts}
              scope={`amendment.${amendment.n}`}
              world={{ ...world, sha256: text?.sha256 }}
              reply={reply}
            />
          </li>
        ))}
      </ol>
    </Section>
  );
}

const amendmentState = (state: string): AmendmentState =>
  amendmentStates.find((one) => one === state) ?? "proposed";
