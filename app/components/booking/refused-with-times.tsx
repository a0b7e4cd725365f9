import { Refusal } from "#app/components/notice.tsx";
import { SlotButtons } from "./free-times.tsx";

/** Why an act on a booking was refused, with the free times that the refusal names. */
export function RefusedWithTimes({
  facilityId,
  zone,
  problem,
}: {
  facilityId: string;
  zone: string;
  problem: Parameters<typeof Refusal>[0]["problem"] | null;
}) {
  if (!problem || problem.errors) return null;
  return (
    <div className="pb-6">
      <Refusal problem={problem}>
        <SlotButtons
          facilityId={facilityId}
          zone={zone}
          slots={alternativesOf(problem.details?.alternatives)}
        />
      </Refusal>
    </div>
  );
}

function alternativesOf(value: unknown): { start: string; end: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (typeof one !== "object" || one === null) return [];
    const [start, end]: unknown[] = [Reflect.get(one, "start"), Reflect.get(one, "end")];
    return typeof start === "string" && typeof end === "string" ? [{ start, end }] : [];
  });
}
