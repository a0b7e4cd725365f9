import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { type RequiredType, RequiredTypes } from "#app/components/qualification/required.tsx";
import { operatesThemselves } from "#app/domain/qualification/policy.ts";
import type { Reason } from "#app/runtime/problem.ts";
import type { ServiceWay } from "#db/schema/vocabulary.ts";

/** What somebody whom the rules about people refuse can do about it: where to qualify, where to see and contest a block. */
export function BeforeBooking({
  reasons,
  required,
  ways,
}: {
  reasons: readonly Reason[];
  required: readonly RequiredType[];
  /** The ways of use that the facility offers. */
  ways: readonly ServiceWay[];
}) {
  const { t } = useTranslation(["conduct", "qualification"]);
  const missing = new Set(reasons.filter(({ rule }) => rule.startsWith("qualification")).map(typeOf));
  const types = required.filter(({ id }) => missing.has(id)).map((type) => ({ ...type, held: null }));
  const block = reasons.find(({ rule }) => rule === "facility_block");
  return (
    <>
      {types.length > 0 && (
        <section className="pt-6">
          <h2 className="text-lg">{t("qualification:required.get")}</h2>
          <RequiredTypes types={types} />
          <p className="max-w-reading pt-2 text-sm text-muted">{t("qualification:required.supervised")}</p>
          <OtherWays ways={ways.filter((way) => !operatesThemselves(way))} />
        </section>
      )}
      {block && (
        <div className="pt-6">
          <Notice kind="warning" title={t("blocked.title")}>
            <p>{t("blocked.detail", block.params ?? {})}</p>
            <p>
              <Link className="link" to="/account/conduct">
                {t("blocked.link")}
              </Link>
            </p>
          </Notice>
        </div>
      )}
    </>
  );
}

/** The same time in ways of use that ask for no qualification. */
function OtherWays({ ways }: { ways: readonly ServiceWay[] }) {
  const { t } = useTranslation(["qualification", "catalog"]);
  const [params] = useSearchParams();
  return (
    <ul className="flex flex-wrap gap-3 pt-3">
      {ways.map((way) => (
        <li key={way}>
          <ButtonLink look="secondary" small to={`?${inWay(params, way)}`}>
            {t("required.instead", { way: t(`catalog:option.serviceWays.${way}`) })}
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}

function inWay(params: URLSearchParams, way: string): URLSearchParams {
  const next = new URLSearchParams(params);
  next.set("way", way);
  return next;
}

const typeOf = ({ params }: Reason): string => String(params?.typeId ?? "");
