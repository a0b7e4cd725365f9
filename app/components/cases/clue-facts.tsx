import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ClueFact } from "#app/domain/cases/inputs.ts";

/** The facts of the platform that a clue rests on, each with where it is seen now. */
export function ClueFacts({ detail }: { detail: Record<string, unknown> | null }) {
  const { t } = useTranslation("cases");
  const facts = factsIn(detail?.facts);
  if (facts.length === 0) return null;
  return (
    <div className="grid gap-1 pt-1 text-sm">
      <p className="font-medium">{t("clueFacts")}</p>
      <ul className="grid list-disc gap-0.5 ps-5">
        {facts.map(({ of, id, text }) => (
          <li key={`${of} ${id} ${text}`}>
            {t(`clueFact.${of}`)} · <FactLink of={of} id={id} text={text} />
          </li>
        ))}
      </ul>
    </div>
  );
}

const places = { booking: "/bookings", listing: "/oversight/listings", case: "/oversight/cases" } as const;

function FactLink({ of, id, text }: ClueFact) {
  if (of === "import" || of === "milestone" || of === "sample_order") return <span>{text}</span>;
  return (
    <Link className="link" to={`${places[of]}/${id}`}>
      {text}
    </Link>
  );
}

const kinds = ["booking", "listing", "import", "milestone", "case", "sample_order"] as const;

function factsIn(value: unknown): ClueFact[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: object) => {
    const [id, text] = [Reflect.get(one, "id"), Reflect.get(one, "text")];
    const of = kinds.find((kind) => kind === Reflect.get(one, "of"));
    return of && typeof id === "string" && typeof text === "string" ? [{ of, id, text }] : [];
  });
}
