import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DataTable } from "#app/components/data-table.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { KeyFigures } from "#app/components/lists.tsx";
import { purposeWord } from "#app/components/money/words.ts";
import { Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { DateTime, Money } from "#app/components/text.tsx";
import { ownAccounts, type StatementLine, statementPage } from "#app/domain/money/ledger/statement.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/statement.ts";

const pageLength = 50;

/** `/organization/statement?account=&before=`: one account of the organisation, entry by entry with its running balance. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "statement.read");
  const accounts = await ownAccounts(scope.ctx);
  if (!accounts.ok) throw problemResponse(accounts.problem);
  const { searchParams } = new URL(request.url);
  const wanted = searchParams.get("account");
  const account = accounts.value.find(({ purpose }) => purpose === wanted) ?? accounts.value[0];
  const title = scope.t("charges:statementTitle");
  if (!account) return { title, accounts: [], account: null, lines: [], more: false, first: true };
  const before = Number(searchParams.get("before")) || undefined;
  const page = await statementPage(scope.ctx, { purpose: account.purpose, before, limit: pageLength });
  if (!page.ok) throw problemResponse(page.problem);
  return { title, accounts: accounts.value, account, ...page.value, first: before === undefined };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Statement({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("charges");
  const { accounts, account, lines } = loaderData;
  return (
    <>
      <PageHead title={t("statementTitle")} lead={t("statementLead")} />
      <OrganizationTabs />
      {account ? (
        <>
          <KeyFigures
            figures={accounts.map(({ purpose, balance }) => ({
              term: t(`account.${purpose}`),
              value: <Money fen={balance} />,
            }))}
          />
          <Tabs
            label={t("field.account")}
            tabs={accounts.map(({ purpose }) => ({
              to: `/organization/statement?account=${purpose}`,
              label: t(`account.${purpose}`),
              current: purpose === account.purpose,
            }))}
          />
          <Section
            title={t(`account.${account.purpose}`)}
            aside={
              <a className="link" href={`/organization/statement.csv?account=${account.purpose}`}>
                {t("csv")}
              </a>
            }
          >
            <Lines lines={lines} caption={t(`account.${account.purpose}`)} />
            <Pages {...loaderData} />
          </Section>
        </>
      ) : (
        <EmptyState title={t("noEntries")} />
      )}
    </>
  );
}

function Lines({ lines, caption }: { lines: readonly StatementLine[]; caption: string }) {
  const { t } = useTranslation("charges");
  return (
    <DataTable<StatementLine>
      caption={caption}
      captionHidden
      desk
      rows={lines}
      rowKey={({ n }) => String(n)}
      columns={[
        {
          key: "at",
          head: t("field.at"),
          rowHeader: true,
          cell: ({ at }) => <DateTime at={at} weekday={false} />,
        },
        { key: "what", head: t("field.what"), cell: (line) => <What line={line} /> },
        {
          key: "amount",
          head: t("field.amount"),
          numeric: true,
          cell: ({ amount }) => <Money fen={amount} />,
        },
        {
          key: "balance",
          head: t("field.balance"),
          numeric: true,
          cell: ({ balance }) => <Money fen={balance} />,
        },
      ]}
    />
  );
}

function What({ line }: { line: StatementLine }) {
  const { t } = useTranslation("charges");
  const kind = t(`entry.${line.causeType}`, { defaultValue: t("entry.other") });
  if (!line.chargeId) return kind;
  return (
    <>
      {kind} ·{" "}
      <Link className="link" to={`/organization/charges/${line.chargeId}`}>
        {line.purpose && purposeWord(t, line.purpose)} {line.reference}
      </Link>
    </>
  );
}

function Pages({ account, lines, more, first }: Route.ComponentProps["loaderData"]) {
  const { t } = useTranslation("charges");
  const at = `/organization/statement?account=${account?.purpose}`;
  const last = lines.at(-1);
  return (
    <nav className="flex gap-6 pt-4">
      {!first && (
        <Link className="link" to={at}>
          {t("latest")}
        </Link>
      )}
      {more && last && (
        <Link className="link" to={`${at}&before=${last.n}`}>
          {t("earlier")}
        </Link>
      )}
    </nav>
  );
}
