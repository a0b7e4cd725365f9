import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import { allSteps, stepPath } from "./form-steps.ts";

/** The steps of the editor as links; every step can be opened at any time, nothing has to be done in order. */
export function StepNav({ id, kind }: { id: string; kind: ListingKind }) {
  const { t } = useTranslation(["catalog", "editor"]);
  return (
    <nav aria-label={t("editor:edit.steps")} className="pb-6">
      <ol className="flex flex-wrap gap-x-5 gap-y-1 border-b border-hairline pb-2 text-sm">
        {allSteps(kind).map((step, i) => (
          <li key={step}>
            <NavLink
              to={stepPath(id, kind, step)}
              end
              className={({ isActive }) => (isActive ? "font-semibold text-accent" : "link-quiet text-muted")}
            >
              <span className="tnum">{i + 1}</span> {t(`step.${step}`)}
            </NavLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}
