import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { useNameOf, useTitleOf } from "#app/components/catalog/labels.ts";
import { formatShare, localeOf } from "#app/components/format.ts";
import { Section } from "#app/components/page-head.tsx";

export interface ShownMatch {
  id: string;
  kind: "facility" | "technology" | "service";
  url: string;
  titleZh: string;
  titleEn: string;
  ownerZh: string;
  ownerEn: string;
  score: number;
  reasons: readonly string[];
  judged: boolean | null;
}

export interface ShownTeam {
  id: string;
  nameZh: string;
  nameEn: string;
  score: number;
  reasons: readonly string[];
}

interface MatchesProps {
  matches: readonly ShownMatch[];
  teams: readonly ShownTeam[];
  /** Whether the reader says what was of use. */
  judges: boolean;
}

const kinds = ["technology", "facility", "service"] as const;

/** What could meet the demand, by kind, each with why; then the organisations behind. */
export function MatchesSection({ matches, teams, judges }: MatchesProps) {
  const { t } = useTranslation("demands");
  return (
    <Section id="matches" title={t("matches.title")}>
      <p className="max-w-reading pb-4 text-sm text-muted">{t("matches.lead")}</p>
      {matches.length === 0 && <p>{t("matches.none")}</p>}
      <div className="grid gap-6">
        {kinds.map((kind) => (
          <Kind key={kind} kind={kind} matches={matches.filter((one) => one.kind === kind)} judges={judges} />
        ))}
        {teams.length > 0 && <Teams teams={teams} />}
      </div>
    </Section>
  );
}

function Kind({ kind, matches, judges }: Pick<MatchesProps, "matches" | "judges"> & { kind: string }) {
  const { t, i18n } = useTranslation("demands");
  const titleOf = useTitleOf();
  const nameOf = useNameOf();
  if (matches.length === 0) return null;
  return (
    <section>
      <h3 className="pb-1 font-semibold">{t(`common:kind.${kind}`)}</h3>
      <ul className="grid">
        {matches.map((one) => (
          <li key={one.id} className="grid gap-1 border-t border-hairline py-3 sm:grid-cols-[1fr_auto]">
            <div>
              <Link className="link font-medium" to={one.url}>
                {titleOf(one)}
              </Link>
              <p className="text-sm text-muted">
                {nameOf({ nameZh: one.ownerZh, nameEn: one.ownerEn })} ·{" "}
                {t("matches.score", { score: formatShare(one.score, localeOf(i18n.language)) })}
              </p>
              <Why reasons={one.reasons} />
            </div>
            {judges && <Judge match={one} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Why({ reasons }: { reasons: readonly string[] }) {
  return (
    <ul className="list-disc ps-5 text-sm">
      {reasons.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

function Judge({ match }: { match: ShownMatch }) {
  const { t } = useTranslation("demands");
  const titleOf = useTitleOf();
  if (match.judged !== null)
    return (
      <p className="self-start text-sm text-muted">{t(`matches.judged.${match.judged ? "yes" : "no"}`)}</p>
    );
  return (
    <Form method="post" className="flex gap-2 self-start">
      <input type="hidden" name="intent" value="judge" />
      <input type="hidden" name="listingId" value={match.id} />
      {(["yes", "no"] as const).map((value) => {
        const label = value === "yes" ? t("matches.useful") : t("matches.notUseful");
        return (
          <SubmitButton
            key={value}
            look="quiet"
            small
            name="useful"
            value={value}
            aria-label={`${label} ${titleOf(match)}`}
          >
            {label}
          </SubmitButton>
        );
      })}
    </Form>
  );
}

function Teams({ teams }: { teams: readonly ShownTeam[] }) {
  const { t, i18n } = useTranslation("demands");
  const nameOf = useNameOf();
  return (
    <section>
      <h3 className="pb-1 font-semibold">{t("matches.teams")}</h3>
      <ul className="grid">
        {teams.map((one) => (
          <li key={one.id} className="border-t border-hairline py-3">
            <Link className="link font-medium" to={`/organizations/${one.id}`}>
              {nameOf(one)}
            </Link>{" "}
            <span className="text-sm text-muted">
              {t("matches.score", { score: formatShare(one.score, localeOf(i18n.language)) })}
            </span>
            <Why reasons={one.reasons} />
          </li>
        ))}
      </ul>
    </section>
  );
}
