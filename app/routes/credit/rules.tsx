import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { BookChanges } from "#app/components/credit/book-changes.tsx";
import {
  LimitTable,
  MeasureTable,
  OffenceTable,
  PublicationTable,
} from "#app/components/credit/book-tables.tsx";
import { CreditTabs } from "#app/components/credit/credit-tabs.tsx";
import { usePick } from "#app/components/credit/words.ts";
import { plainField } from "#app/components/field-meta.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day } from "#app/components/text.tsx";
import { diffBooks } from "#app/domain/credit/rule-book/diff.ts";
import { findOffences } from "#app/domain/credit/rule-book/find.ts";
import {
  type BookLine,
  publishedBooks,
  readBook,
  type RuleBook,
} from "#app/domain/credit/rule-book/queries.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "../market/head.server.ts";
import type { Route } from "./+types/rules.ts";

/** `/credit/rules` and `/credit/rules/{version}`: a published rule book, its offences searched by `?q=`, and what differs from `?against=`. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { ctx, t } = scope;
  const asked = "version" in params && typeof params.version === "string" ? params.version : undefined;
  if (asked !== undefined && !/^[1-9]\d{0,5}$/.test(asked)) throw problemResponse(problems.notFound("page"));
  const search = new URL(request.url).searchParams;
  const version = asked === undefined ? undefined : Number(asked);
  const [books, book] = await Promise.all([publishedBooks(ctx), readBook(ctx, version)]);
  if (!book && asked !== undefined) throw problemResponse(problems.notFound("rule_book"));
  const against = books.find((one) => String(one.version) === search.get("against"));
  const other = against && (await readBook(ctx, against.version));
  const q = (search.get("q") ?? "").trim().slice(0, 60);
  const head = headOf(request, scope, {
    title: t("ruleBook:title"),
    description: t("ruleBook:lead"),
    path: asked === undefined ? "/credit/rules" : `/credit/rules/${asked}`,
    index: search.size === 0,
  });
  return {
    head,
    q,
    books,
    book: book && { ...book, offences: findOffences(book.offences, q) },
    line: books.find((one) => one.version === book?.version),
    compared: other && book && compare(other, book),
  };
}

/** The older of two books first, whichever the page shows. */
function compare(a: RuleBook, b: RuleBook) {
  const [older, newer] = a.version < b.version ? [a, b] : [b, a];
  return { older: older.version, newer: newer.version, changes: diffBooks(older, newer) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export default function Rules({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("ruleBook");
  const { book, line, books, compared, q } = loaderData;
  if (!book || !line)
    return (
      <>
        <PageHead title={t("title")} lead={t("lead")} />
        <CreditTabs current="rules" />
        <EmptyState title={t("noBook")}>{t("noBookDetail")}</EmptyState>
      </>
    );
  return (
    <>
      <PageHead
        kicker={t("version", { version: book.version })}
        title={t("title")}
        lead={t("lead")}
        state={
          <StateTag tone={line.state === "in_force" ? "confirmed" : "neutral"}>
            {t(`state.${line.state}`)}
          </StateTag>
        }
      />
      <CreditTabs current="rules" />
      <About line={line} books={books} />
      {compared && (
        <Section title={t("differences", { older: compared.older, newer: compared.newer })} id="differences">
          <BookChanges changes={compared.changes} />
        </Section>
      )}
      <Section title={t("offences")} id="offences">
        <FindOffence q={q} />
        <OffenceTable rows={book.offences} />
      </Section>
      <Section title={t("measures")} id="measures">
        <MeasureTable rows={book.measures} />
      </Section>
      <Section title={t("publications")} id="publications">
        <PublicationTable rows={book.publications} />
      </Section>
      <Section title={t("limits")} id="limits">
        <LimitTable rows={book.limits} />
      </Section>
      <p className="pt-4 text-sm">
        <a className="link" href={`/api/v1/credit/rules/${book.version}`}>
          {t("api")}
        </a>
      </p>
    </>
  );
}

function About({ line, books }: { line: BookLine; books: readonly BookLine[] }) {
  const { t } = useTranslation("ruleBook");
  const pick = usePick();
  const others = books.filter(({ version }) => version !== line.version);
  return (
    <div className="pb-6">
      <DescriptionList
        columns={2}
        facts={[
          { term: t("published"), value: line.publishedAt && <Day at={line.publishedAt} /> },
          { term: t("effective"), value: line.effectiveAt && <Day at={line.effectiveAt} /> },
          { term: t("note"), value: pick(line.noteZh, line.noteEn) },
          {
            term: t("versions"),
            value: others.length > 0 && (
              <ul className="grid">
                {others.map(({ version, state }) => (
                  <li key={version} className="flex flex-wrap gap-x-4 *:py-1">
                    <Link className="link" to={`/credit/rules/${version}`}>
                      {t("version", { version })} · {t(`state.${state}`)}
                    </Link>
                    <Link
                      className="link-quiet"
                      to={`/credit/rules/${line.version}?against=${version}#differences`}
                    >
                      {t("compare", { version })}
                    </Link>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </div>
  );
}

function FindOffence({ q }: { q: string }) {
  const { t } = useTranslation("ruleBook");
  return (
    <Form className="flex flex-wrap items-end gap-3 pb-4 print:hidden" role="search" aria-label={t("search")}>
      <TextInput meta={plainField("q", q)} label={t("search")} width="medium" type="search" />
      <SubmitButton look="secondary">{t("find")}</SubmitButton>
      {q !== "" && (
        <Link className="link" to="?">
          {t("clear")}
        </Link>
      )}
    </Form>
  );
}
