import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { LifecycleStep } from "./lifecycle.ts";
import { StateShape, type Tone, toneOf } from "./state-tag.tsx";
import { DateTime } from "./text.tsx";

/** Beyond this the names and dates of states would run into each other on a desk: the line goes on in a second row. */
const mostInOneRow = 8;

/** A lifecycle as a line: done with date and name, where it stands, and the usual way on. Lies down on a desk, stands up on a phone. */
export function LifecycleLine({
  steps,
  label,
  tone = toneOf,
  zone,
}: {
  steps: readonly LifecycleStep[];
  /** The words of a state. */
  label: (state: string) => string;
  /** What a state means, as its tag beside the title shows it. */
  tone?: (state: string) => Tone;
  zone?: string;
}) {
  const { t } = useTranslation("common");
  return (
    <ol
      className={`grid pb-4 ${steps.length > mostInOneRow ? "sm:grid-cols-4 sm:gap-y-4 lg:grid-cols-6" : "sm:auto-cols-fr sm:grid-flow-col"}`}
      aria-label={t("lifecycle.label")}
    >
      {steps.map((step, index) => (
        <li
          key={`${step.state}-${step.at ?? index}`}
          aria-current={step.phase === "current" ? "step" : undefined}
          className="relative grid content-start gap-0.5 pb-4 ps-7 sm:pe-4 sm:ps-0 sm:pt-7 sm:pb-0"
        >
          {index < steps.length - 1 && <Rail dashed={steps[index + 1]?.phase === "ahead"} />}
          <span
            className={`absolute start-0 top-0.5 flex size-5 items-center justify-center bg-paper ${dot(step)}`}
          >
            <StateShape
              tone={step.phase === "past" ? "done" : step.phase === "ahead" ? "free" : tone(step.state)}
              size={14}
            />
          </span>
          <span
            className={
              step.phase === "current" ? "font-semibold" : step.phase === "ahead" ? "text-muted" : ""
            }
          >
            {label(step.state)}
            <span className="sr-only">{t(`lifecycle.${step.phase}`)}</span>
          </span>
          {step.at !== undefined && (
            <span className="text-xs text-muted">
              <DateTime at={step.at} zone={zone} weekday={false} />
            </span>
          )}
          {step.by && <span className="text-xs text-muted">{nameOf(step.by, t)}</span>}
          {step.reason && <span className="text-xs">{step.reason}</span>}
        </li>
      ))}
    </ol>
  );
}

const Rail = ({ dashed }: { dashed: boolean }) => (
  <span
    aria-hidden="true"
    className={`absolute start-2.5 top-6 bottom-0 border-s sm:start-6 sm:end-1 sm:top-3 sm:bottom-auto sm:border-s-0 sm:border-t ${
      dashed ? "border-dashed border-line" : "border-line"
    }`}
  />
);

const dot = ({ phase }: LifecycleStep): string => (phase === "current" ? "text-accent" : "text-muted");

/** Who took a step: a person by name, or what took it where nobody did. */
function nameOf(by: string, t: TFunction<"common">): string {
  return by === "system" || by === "visitor" ? t(`lifecycle.by.${by}`) : by;
}
