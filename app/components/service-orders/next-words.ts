import type { Deadline } from "#app/domain/deadline.ts";
import { useTranslation } from "react-i18next";
import { formatDate, formatDeadline, localeOf } from "#app/components/format.ts";
import { noon } from "#app/components/samples/order-table.tsx";
import { platformZone } from "#app/domain/working-days.ts";
import { orderState } from "./order-state.tsx";

interface NextProps {
  order: { state: string; deadline: Deadline | null; dueOn: string | null; reason: string; rounds: number };
  scope: "client" | "provider" | "overseer";
  overdue: number;
}

/** What happens next with an ordered service, whose turn it is and by when. */
export function useNextOrderWords(): (props: NextProps) => string {
  const { t, i18n } = useTranslation("serviceOrders");
  const locale = localeOf(i18n.language);
  return ({ order, scope, overdue }) => {
    const at = order.deadline ? formatDeadline(order.deadline, locale, platformZone) : "";
    const day = order.dueOn ? formatDate(noon(order.dueOn), locale) : "";
    const { reason } = order;
    const side = scope === "provider" ? "Provider" : "Client";
    const state = orderState(order.state);
    if (state === "placed" || state === "delivered") return t(`next.${state}${side}`, { at });
    if (state !== "accepted") return t(`next.${state}`, { reason });
    if (overdue > 0) return t("next.overdue", { count: overdue });
    return order.rounds > 0 ? t(`next.changes${side}`, { day, reason }) : t(`next.accepted${side}`, { day });
  };
}
