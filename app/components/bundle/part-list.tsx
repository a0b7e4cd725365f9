import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { PriceLine } from "#app/components/booking/price-line.tsx";
import { RulesInWords } from "#app/components/booking/rules-in-words.tsx";
import { Select } from "#app/components/choices.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DateTimeInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatMoney, formatRange, localeOf, momentInput } from "#app/components/format.ts";
import { Against } from "#app/components/series/occurrences.tsx";
import { Disclosure } from "#app/components/small.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateRange } from "#app/components/text.tsx";
import type { TogetherPage, TogetherPart } from "#app/domain/booking/bundle/together-page.server.ts";
import { togetherPath, withPart } from "#app/domain/booking/bundle/wanted-parts.ts";
import type { Problem } from "#app/runtime/problem.ts";

interface PartProps {
  page: TogetherPage;
  part: TogetherPart;
  /** What stands against it: foreseen, or said when it was sent. */
  problem: Problem | null;
}

/** The facilities of a booking together, each with what it comes to and where it may differ from the others. */
export function PartList({ page, problems }: { page: TogetherPage; problems: readonly (Problem | null)[] }) {
  return (
    <ol className="grid gap-4">
      {page.parts.map((part) => (
        <li key={part.at} className="panel grid gap-3 p-4">
          <Part page={page} part={part} problem={problems[part.at] ?? null} />
        </li>
      ))}
    </ol>
  );
}

function Part(props: PartProps) {
  const { page, part } = props;
  const { t } = useTranslation("together");
  const titleOf = useTitleOf();
  const title = titleOf(part.title);
  return (
    <>
      <input type="hidden" name="id" value={part.asked.facilityId} />
      <div className="flex items-start justify-between gap-x-6">
        <h3 className="min-w-0 text-base font-semibold">
          <Link className="link" to={`/facilities/${part.asked.facilityId}`}>
            {title}
          </Link>
        </h3>
        {page.parts.length > 1 && (
          <Link
            className="link-quiet inline-flex shrink-0 items-center text-sm leading-7 text-muted"
            to={togetherPath(withPart(page.asked, part.at, null))}
            aria-label={t("removeNamed", { title })}
          >
            {t("remove")}
          </Link>
        )}
      </div>
      <Verdict {...props} />
      <PartFields {...props} />
    </>
  );
}

/** When, for how much, and whether it can be had; what is free instead. */
function Verdict({ page, part, problem }: PartProps) {
  const { t, i18n } = useTranslation(["together", "booking"]);
  const locale = localeOf(i18n.language);
  const { times, zone, line } = part;
  if (!times) return <p className="font-medium text-refused">{t("badTime")}</p>;
  const instead = problem ? (part.page?.alternatives ?? []) : [];
  return (
    <div className="grid gap-2">
      <p className="font-semibold [&_time]:whitespace-normal">
        <DateRange starts={times.start} ends={times.end} zone={zone} />
      </p>
      <p>
        <PriceLine quote={part.page?.assessment.quote ?? null} />
      </p>
      {problem && <Against problem={problem} />}
      {!problem && line && (
        <p>
          <StateTag tone="free">{t("booking:repeat.possible")}</StateTag>
          {line.booked?.state === "pending" && (
            <span className="ps-3 text-sm text-muted">{t("needsApproval")}</span>
          )}
        </p>
      )}
      {instead.length > 0 && (
        <div className="grid gap-1">
          <p className="text-sm text-muted">{t("onlyThis")}</p>
          <ul className="flex flex-wrap gap-2">
            {instead.map(({ start, end }) => (
              <li key={start}>
                <ButtonLink
                  look="secondary"
                  small
                  to={togetherPath(withPart(page.asked, part.at, { from: start, to: end }))}
                >
                  <span className="tnum">{formatRange(start, end, locale, zone)}</span>
                </ButtonLink>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** How it is used and charged, and a time of its own. */
function PartFields({ part }: PartProps) {
  const { t } = useTranslation(["together", "booking", "catalog"]);
  const { asked, at, zone, times, page } = part;
  const own = asked.from !== "" || asked.to !== "";
  const field = (name: string, value: string, errors?: string[]) => ({
    ...plainField(name, value, errors),
    id: `${name}-${at}`,
    descriptionId: `${name}-${at}-help`,
    errorId: `${name}-${at}-error`,
  });
  const written = (text: string, instant: Date | undefined) =>
    text === "" ? "" : instant ? momentInput(instant, zone) : text;
  const wrong = own && !times ? ["local_time"] : undefined;
  const ways = page?.facility.ways ?? [];
  const quotes = page?.quotes ?? [];
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {ways.length > 1 ? (
          <Select
            meta={field("way", page?.assessment.way ?? "")}
            label={t("booking:book.way")}
            optional={false}
            placeholder={null}
            options={ways.map((value) => ({ value, label: t(`catalog:option.serviceWays.${value}`) }))}
          />
        ) : (
          <input type="hidden" name="way" value={page?.assessment.way ?? asked.way} />
        )}
        {quotes.length > 1 ? (
          <Select
            meta={field("item", page?.assessment.quote?.item ?? "")}
            label={t("booking:book.item")}
            optional={false}
            placeholder={null}
            options={quotes.map(({ item, amount }) => ({
              value: item,
              label: `${item} ${formatMoney(amount)}`,
            }))}
          />
        ) : (
          <input type="hidden" name="item" value={asked.item} />
        )}
      </div>
      <Disclosure summary={t("ownTime")} open={own}>
        <div className="grid gap-4 pt-2 sm:grid-cols-2">
          <DateTimeInput
            meta={field("from", written(asked.from, times?.start), wrong)}
            label={t("from")}
            help={t("ownTimeHelp", { zone })}
            optional
          />
          <DateTimeInput
            meta={field("to", written(asked.to, times?.end))}
            label={t("to")}
            help={t("ownTimeHelp", { zone })}
            optional
          />
        </div>
      </Disclosure>
      {page && (
        <Disclosure summary={t("booking:facility.rules")}>
          <div className="text-sm">
            <RulesInWords rules={page.facility.rules} />
          </div>
        </Disclosure>
      )}
    </>
  );
}
