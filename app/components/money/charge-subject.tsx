import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Day } from "#app/components/text.tsx";
import type { ChargeSubject } from "#app/domain/money/charges/subjects.server.ts";

/** What a sum is for: the instrument and the day it was booked for, or the contract. */
export function SubjectOfCharge({ subject }: { subject: ChargeSubject }) {
  const titleOf = useTitleOf();
  return (
    <>
      {titleOf(subject)}
      {subject.used && (
        <>
          {"\u00a0· "}
          <Day at={subject.used.at} zone={subject.used.zone} />
        </>
      )}
    </>
  );
}
