import { useTranslation } from "react-i18next";
import { Confirm } from "#app/components/confirm.tsx";
import { Section } from "#app/components/page-head.tsx";
import { ActForm, type ActReply, actName } from "./act-form.tsx";
import type { ActWorld } from "./act-world.ts";

interface Props {
  /** The steps this reader may take now, the usual first. */
  acts: readonly string[];
  world: ActWorld;
  reply?: ActReply;
}

/**
 * What the reader can do with the case now, the usual step first and foremost. Each unfolds to its form and what follows
 * from it; only there does the button of a grave step say so.
 */
export function ActPanel({ acts, world, reply }: Props) {
  const { t } = useTranslation("cases");
  if (acts.length === 0) return null;
  return (
    <Section title={t("acts")} id="acts" screenOnly>
      <div className="grid justify-items-start gap-3 sm:flex sm:flex-wrap sm:items-start [&>details[open]]:w-full">
        {inOrder(acts).map((act, index) => (
          <Confirm
            key={act}
            label={t(`act.${actName(act)}.do`)}
            look={index === 0 && !asides.includes(act) ? "primary" : "secondary"}
            open={reply?.intent === act}
          >
            <ActForm act={act} world={world} reply={reply} />
          </Confirm>
        ))}
      </div>
    </Section>
  );
}

/** What goes beside the case's way: it stands after the steps that lead on. */
const asides = [
  "record",
  "add_evidence",
  "name_responsible",
  "record_tie",
  "withdraw_tie",
  "extend",
  "assign",
  "remind_officer",
  "declare",
  "recuse",
];

const inOrder = (acts: readonly string[]): string[] =>
  acts.toSorted((a, b) => asides.indexOf(a) - asides.indexOf(b));
