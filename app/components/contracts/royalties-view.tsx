import { useTranslation } from "react-i18next";
import { DescriptionList } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { Day, Money } from "#app/components/text.tsx";
import type { Rights } from "#app/domain/contracts/rights.ts";
import type { RoyaltyItem } from "#app/domain/contracts/royalties/queries.server.ts";
import type { PartProps } from "./act-form.tsx";
import { RoyaltyPeriod } from "./royalty-period.tsx";
import { useRoyaltyRule } from "./royalty-words.ts";

interface Props extends PartProps {
  /** What the text in force says of the royalty. */
  rights: Rights;
}

/** How a royalty is reckoned, and its periods: what is to be done first, then what is settled, then what is still to come. */
export function RoyaltiesView(props: Props) {
  const { t } = useTranslation("contracts");
  const periods = props.page.royalties;
  if (periods.length === 0) return null;
  const begun = periods.filter(({ phase, period }) => phase !== "ahead" && period.state !== "ended");
  const settled = begun.filter(({ period }) => period.state === "settled").toReversed();
  const open = begun.filter(({ period }) => period.state !== "settled");
  return (
    <Section title={t("royalty.title")} id="royalties">
      <Terms rights={props.rights} />
      <Periods {...props} periods={open} />
      {settled.length > 0 && (
        <details className="pt-4" open={open.length === 0 || settled.some(hasReply(props))}>
          <summary className="link py-2">{t("royalty.settledOnes", { count: settled.length })}</summary>
          <Periods {...props} periods={settled} />
        </details>
      )}
      <Ahead periods={periods} />
    </Section>
  );
}

/** Whether a refused step of a period is being answered, whose form must not be hidden. */
const hasReply =
  ({ reply }: Props) =>
  ({ period }: RoyaltyItem): boolean =>
    reply?.intent.startsWith(`royalty.${period.n}.`) ?? false;

function Periods({ periods, ...props }: Props & { periods: readonly RoyaltyItem[] }) {
  return (
    <ol className="grid gap-6">
      {periods.map((one) => (
        <li key={one.period.id} id={`royalty-${one.period.n}`} className="panel grid gap-3 p-4">
          <RoyaltyPeriod {...props} one={one} />
        </li>
      ))}
    </ol>
  );
}

function Terms({ rights }: { rights: Rights }) {
  const { t } = useTranslation("contracts");
  const rule = useRoyaltyRule();
  const { royaltyTurn, royaltyLeast, royaltyMost } = rights;
  const days = { report: rights.royaltyReportDays, pay: rights.royaltyPayDays };
  return (
    <div className="pb-4">
      <DescriptionList
        columns={2}
        facts={[
          {
            term: t("royalty.rule"),
            value: rule(rights),
            note: royaltyTurn && t(`royalty.turn.${royaltyTurn}`),
          },
          { term: t("royalty.days"), value: t("royalty.daysOf", days) },
          { term: t("royalty.least"), value: royaltyLeast !== null && <Money fen={royaltyLeast} /> },
          { term: t("royalty.most"), value: royaltyMost !== null && <Money fen={royaltyMost} /> },
          { term: t("royalty.books"), value: t("royalty.booksOf", { count: rights.royaltyBooksYears }) },
        ]}
      />
    </div>
  );
}

/** How many periods are still to come, and until when. */
function Ahead({ periods }: { periods: readonly RoyaltyItem[] }) {
  const { t } = useTranslation("contracts");
  const ahead = periods.filter(({ phase, period }) => phase === "ahead" && period.state === "due");
  const last = ahead.at(-1)?.period;
  if (!last) return null;
  return (
    <p className="pt-4 text-sm text-muted">
      {t("royalty.ahead", { count: ahead.length })} <Day at={`${last.endsOn}T12:00:00+08:00`} />
    </p>
  );
}
