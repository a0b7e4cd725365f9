import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { DateRange } from "#app/components/text.tsx";
import type { BookPage } from "#app/domain/booking/book-page.server.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { SlotButtons } from "./free-times.tsx";
import { PriceLine } from "./price-line.tsx";
import { RulesInWords } from "./rules-in-words.tsx";

export interface BookPageData extends BookPage {
  start: Date;
  end: Date;
  kept: Record<string, string>;
  /** Names the attempt, so that sending it twice books once. */
  key: string;
  /** The disciplines that the state's record knows. */
  disciplines: readonly { code: string; nameZh: string; nameEn: string }[];
  listing: { id: string; titleZh: string; titleEn: string };
}

/** Everything that stands against this time, before anything is sent and after it was refused, with what is free instead. */
export function Obstacles({ page, refused }: { page: BookPageData; refused: Problem | null }) {
  const { t } = useTranslation(["booking", "problems"]);
  const { taken, assessment, facility, alternatives } = page;
  const problem = refused ?? foreseen(taken, assessment.reasons);
  if (!problem) return null;
  const near = alternatives && (
    <div className="grid w-full gap-2">
      <p className="font-medium">
        {t(alternatives.length > 0 ? "book.alternatives" : "book.noAlternatives")}
      </p>
      <SlotButtons facilityId={facility.id} zone={facility.zone} slots={alternatives} kept={page.kept} />
      <p>
        <ButtonLink look="quiet" small to={`/facilities/${facility.id}#times`}>
          {t("book.change")}
        </ButtonLink>
      </p>
    </div>
  );
  if (problem.code === "idempotency_conflict")
    return <Notice kind="refusal" live title={t("problems:changed_meanwhile.title")} />;
  const kind = mayAllow(page) ? "mayAllow" : "foreseen";
  const words = { title: t(`book.${kind}.title`), detail: t(`book.${kind}.detail`) };
  return (
    <Refusal problem={problem} words={!refused && problem.code === "policy" ? words : undefined}>
      {near}
    </Refusal>
  );
}

/** Nothing was sent yet, and the reader may send it with a reason. */
const mayAllow = ({ staff, taken, assessment }: BookPageData): boolean =>
  staff && !taken && assessment.reasons.every(({ overridable }) => overridable);

function foreseen(taken: boolean, reasons: Problem["reasons"] = []): Problem | null {
  if (reasons.length > 0) return { code: "policy", status: 422, reasons };
  return taken ? { code: "slot_taken", status: 409 } : null;
}

/** The time and what it costs. */
export function BookingSummary({ page }: { page: BookPageData }) {
  const { t } = useTranslation("booking");
  const { facility, assessment, start, end } = page;
  return (
    <DescriptionList
      facts={[
        {
          term: t("book.when"),
          value: (
            <span className="font-semibold">
              <DateRange starts={start} ends={end} zone={facility.zone} />
            </span>
          ),
          note: t("calendar.zone", { zone: facility.zone }),
        },
        {
          term: t("book.price"),
          value: <PriceLine quote={assessment.quote} />,
          note: assessment.quote && t("book.priceNote"),
        },
      ]}
    />
  );
}

/** The rules that will hold. */
export function BookingTerms({ page }: { page: BookPageData }) {
  const { t } = useTranslation("booking");
  return (
    <section>
      <h2 className="pb-3 text-lg">{t("facility.rules")}</h2>
      <div className="text-sm">
        <RulesInWords rules={page.facility.rules} />
      </div>
    </section>
  );
}
