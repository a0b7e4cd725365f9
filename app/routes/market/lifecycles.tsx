import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { processes } from "#app/domain/processes.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "./head.server.ts";
import type { Route } from "./+types/lifecycles.ts";

export function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const [title, description] = [scope.t("help:lifecycles.title"), scope.t("help:lifecycles.lead")];
  return {
    head: headOf(request, scope, { title, description, path: "/help/lifecycles", index: true }),
    tables: processes.map(({ entity, transitions }) => ({
      entity,
      steps: transitions.map(({ name, from, to, by }) => ({ name, from: [...from], to, by: [...by] })),
    })),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

type Step = Route.ComponentProps["loaderData"]["tables"][number]["steps"][number];

export default function Lifecycles({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["help", "lifecycles"]);
  return (
    <>
      <PageHead kicker={t("title")} title={t("lifecycles.title")} lead={t("lifecycles.lead")} />
      {loaderData.tables.map(({ entity, steps }) => (
        <Section key={entity} id={entity} title={t(`entities.${entity}`)}>
          <DataTable
            caption={t("lifecycles.caption", { entity: t(`entities.${entity}`) })}
            captionHidden
            columns={listColumns(t, entity)}
            rows={steps}
            rowKey={(step) => step.name}
          />
        </Section>
      ))}
    </>
  );
}

function listColumns(t: TFunction<"help">, entity: string) {
  const state = (name: string) => (
    <StateTag key={name} tone={toneOf(name)}>
      {t(`lifecycles:state.${name}`, { context: entity })}
    </StateTag>
  );
  return [
    {
      key: "name",
      head: t("lifecycles.step"),
      rowHeader: true,
      cell: (step: Step) => t(`lifecycles:step.${step.name}`, { context: entity }),
    },
    {
      key: "from",
      head: t("lifecycles.from"),
      cell: (step: Step) => <span className="flex flex-wrap gap-x-3">{step.from.map(state)}</span>,
    },
    {
      key: "to",
      head: t("lifecycles.to"),
      cell: (step: Step) => (step.to === "same" ? t("lifecycles.same") : state(step.to)),
    },
    {
      key: "by",
      head: t("lifecycles.by"),
      cell: (step: Step) => step.by.map((party) => t(`lifecycles:party.${party}`)).join(t("lifecycles.or")),
    },
  ];
}
