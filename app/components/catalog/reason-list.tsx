import { useTranslation } from "react-i18next";
import { Icon } from "#app/components/icons.tsx";
import type { Reason } from "#app/runtime/problem.ts";

/** Every rule that is broken, in words. */
export function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  const { t } = useTranslation("problems");
  return (
    <ul className="grid gap-1">
      {reasons.map(({ rule, params }) => (
        <li key={`${rule} ${JSON.stringify(params)}`} className="flex gap-2">
          <Icon name="refuse" className="mt-1 text-refused" />
          <span>{t(`rule.${rule}`, params ?? {})}</span>
        </li>
      ))}
    </ul>
  );
}
