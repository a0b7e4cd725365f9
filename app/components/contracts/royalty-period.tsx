import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { PayByCard } from "#app/components/cards/pay-by-card.tsx";
import { formatCount, formatMoney } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime, Day, Deadline, Money } from "#app/components/text.tsx";
import type { Rights } from "#app/domain/contracts/rights.ts";
import type { RoyaltyItem } from "#app/domain/contracts/royalties/queries.server.ts";
import type { ContractKind, ContractSide } from "#db/schema/vocabulary.ts";
import { usualActs } from "./act-fields.ts";
import type { PartProps } from "./act-form.tsx";
import { Acts, FileLine } from "./milestones-view.tsx";
import { royaltyState, royaltyTone } from "./royalty-words.ts";
import { sideKey } from "./words.ts";

interface Props extends PartProps {
  one: RoyaltyItem;
  rights: Rights;
}

/** One period of a royalty: where it stands and until when, what was reported, what is owed, and what the reader can do. */
export function RoyaltyPeriod({ one, rights, page, world, reply }: Props) {
  const { figures, period } = one;
  const basis = rights.royaltyBasis ?? "sales";
  return (
    <>
      <Head one={one} kind={page.row.kind} />
      <Question one={one} />
      <Reports one={one} page={page} rights={rights} />
      <Charges one={one} page={page} />
      <Acts
        names={one.acts.toSorted((a, b) => Number(usualActs.includes(b)) - Number(usualActs.includes(a)))}
        scope={`royalty.${period.n}`}
        world={{ ...world, royalty: { basis, unit: rights.royaltyUnit, asked: figures } }}
        reply={reply}
      />
    </>
  );
}

const sideOf = (owner: string): ContractSide => (owner.startsWith("client") ? "client" : "developer");

/** An ISO day as people of the platform's zone read it. */
const noonOf = (day: string): string => `${day}T12:00:00+08:00`;

function Head({ one: { period, owner, overdue, phase }, kind }: { one: RoyaltyItem; kind: ContractKind }) {
  const { t } = useTranslation("contracts");
  const state = royaltyState(period.state);
  const running = phase === "running";
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <h3 className="text-lg">
        <span className="text-muted">{t("royalty.period", { n: period.n })}</span>{" "}
        <Day at={noonOf(period.startsOn)} /> – <Day at={noonOf(period.endsOn)} />
      </h3>
      <span className="flex flex-wrap items-center gap-3 text-sm">
        <StateTag tone={running ? "running" : royaltyTone[state]}>
          {running ? t("royalty.running") : t(`royaltyState.${state}`)}
        </StateTag>
        {overdue && <StateTag tone="restricted">{t("royalty.overdue")}</StateTag>}
        {owner && <span>{t("next.turn", { owner: t(sideKey(kind, sideOf(owner))) })}</span>}
        {period.deadline && (
          <span>
            {t(running ? "royalty.reportBy" : "next.by")} <Deadline at={period.deadline} weekday={false} />
          </span>
        )}
      </span>
    </div>
  );
}

/** What the licensor wants to know, and what the licensee has said to it. */
function Question({ one: { period } }: { one: RoyaltyItem }) {
  const { t } = useTranslation("contracts");
  if (period.question === "") return null;
  return (
    <div className="border-s-4 border-warning ps-3">
      <DescriptionList
        facts={[
          {
            term: t("royalty.question"),
            value: period.question,
            note: period.inspects && t("royalty.inspects"),
          },
          { term: t("royalty.answer"), value: period.answer },
        ]}
      />
    </div>
  );
}

function Reports({ one, page, rights }: Pick<Props, "one" | "page" | "rights">) {
  const { t } = useTranslation("contracts");
  const figuresOf = useFigures();
  return one.reports.map((report) => (
    <div key={report.id} className="border-s-4 border-hairline ps-3 text-sm">
      <p className="font-medium">
        {t(`royalty.reportKind.${report.kind}`)} · <DateTime at={report.at} weekday={false} />
      </p>
      <p>
        {t("royalty.owedOf", {
          figures: figuresOf(report, rights),
          amount: formatMoney(report.amount),
        })}
      </p>
      {report.note && <p className="whitespace-pre-line">{report.note}</p>}
      <ul>
        {page.files
          .filter(({ id }) => report.files.includes(id))
          .map((file) => (
            <FileLine key={file.id} contractId={page.row.id} file={file} />
          ))}
      </ul>
    </div>
  ));
}

/** What was reported, in words. */
function useFigures() {
  const { t } = useTranslation("contracts");
  return ({ base, quantity, unitPrice }: RoyaltyItem["reports"][number], rights: Rights): string => {
    if (base === null && quantity === null) return t("royalty.nothing");
    if (quantity === null)
      return `${t(`royalty.field.base.${rights.royaltyBasis ?? "sales"}`)} ${formatMoney(base ?? 0)}`;
    const units = [t("royalty.field.quantity"), formatCount(quantity / 1000), rights.royaltyUnit]
      .join(" ")
      .trim();
    return unitPrice === null ? units : `${units} × ${formatMoney(unitPrice)}`;
  };
}

/** What was charged for it, and how the licensee pays what is open. */
function Charges({ one, page }: Pick<Props, "one" | "page">) {
  const { t } = useTranslation(["contracts", "charges"]);
  // While a question waits for its answer, that comes first.
  const look = one.period.state === "charged" ? "primary" : "secondary";
  const shown = one.charges.filter(({ state, paid }) => state !== "cancelled" || paid > 0);
  return shown.map(({ id, reference, state, amount, refunded }) => {
    const open = state === "open" || state === "partly_paid";
    const words = t(`charges:state.${state}`, { defaultValue: state });
    return (
      <div key={id} className="flex flex-wrap items-center gap-3 text-sm">
        <span>
          {page.seesCharges ? (
            <Link className="link" to={`/organization/charges/${id}`}>
              {t("page.charge")}
            </Link>
          ) : (
            t("page.charge")
          )}{" "}
          <Money fen={amount} /> · {words}
          {refunded > 0 && ` · ${t("royalty.refunded", { amount: formatMoney(refunded) })}`}
        </span>
        {open && page.side === "client" && (
          <>
            <span>
              {t("page.payReference")} <code>{reference}</code>
            </span>
            {page.seesCharges && (
              <ButtonLink look={look} to={`/organization/charges/${id}`}>
                {t("royalty.pay")}
              </ButtonLink>
            )}
            <PayByCard chargeId={id} look="secondary" />
          </>
        )}
      </div>
    );
  });
}
