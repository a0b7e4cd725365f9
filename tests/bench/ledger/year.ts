import type { Connection } from "#db/client.ts";

const postings = 1_000_000;
const organizations = 300;

/** A market's year: who takes part, and how much the busiest of them has on its statement. */
export interface Year {
  /** Has received every second payment of the year, on its account `bank`. */
  busiest: string;
  busiestEntries: number;
  /** An organisation with a page of entries and no more. */
  small: string;
  /** A payer and a payee, others each time. */
  pair(turn: number): [payer: string, payee: string];
  /** Four accounts, others each time. */
  accounts(turn: number): string[];
}

/**
 * A year of a million payments among 300 organisations. The triggers that number entries and check sums are left out while
 * the past is written (it needs the database's superuser) and hold for all that is written afterwards.
 */
export async function makeYear({ sql }: Connection, say: (line: string) => void): Promise<Year> {
  say(`writing ${postings} postings`);
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`insert into organization (id, uscc, name_zh, kind, region_code)
      select md5('o' || i)::uuid, '91330' || lpad(i::text, 9, '0') || 'MA00', '单位' || i, 'enterprise', '330106'
      from generate_series(0, ${organizations}::int) i`;
    await tx`insert into account (id, organization_id, purpose)
      select md5('a' || i || p)::uuid, md5('o' || i)::uuid, p
      from generate_series(0, ${organizations}::int) i, unnest(array['bank', 'payable', 'receivable']) p`;
    await tx`insert into posting (id, at, cause_type, cause_id)
      select md5('p' || n)::uuid, now() - interval '365 days' + n * interval '31.5 seconds', 'payment', md5('c' || n)::uuid
      from generate_series(1, ${postings}::int) n`;
    await tx`insert into entry (account_id, n, posting_id, at, amount, balance)
      select account_id, row_number() over run, posting_id, at, amount, sum(amount) over run
      from (
        select n, md5('p' || n)::uuid as posting_id, now() - interval '365 days' + n * interval '31.5 seconds' as at, side.*
        from generate_series(1, ${postings}::int) n, lateral (values
          (md5('a' || (case when n % 2 = 0 then 0 else 1 + n % (${organizations}::int - 1) end) || 'bank')::uuid, 100 + n % 9000),
          (md5('a' || (1 + n / 2 % (${organizations}::int - 1)) || 'payable')::uuid, -100 - n % 9000)
        ) side (account_id, amount)
      ) written
      window run as (partition by account_id order by n)`;
    await tx`insert into posting (id, at, cause_type, cause_id)
      select md5('s' || n)::uuid, now(), 'payment', md5('t' || n)::uuid from generate_series(1, 51) n`;
    await tx`insert into entry (account_id, n, posting_id, at, amount, balance)
      select md5('a' || ${organizations}::int || p)::uuid, n, md5('s' || n)::uuid, now(), sign * 100, sign * n * 100
      from generate_series(1, 51) n, (values ('bank', 1), ('payable', -1)) side (p, sign)`;
  });
  await sql`vacuum analyze account`;
  await sql`vacuum analyze posting`;
  await sql`vacuum analyze entry`;
  const known = await sql<{ organization_id: string; id: string }[]>`
    select organization_id, id from account where purpose = 'bank' order by id`;
  const [small] = await sql<{ id: string }[]>`select md5('o' || ${organizations}::int)::uuid as id`;
  const [busiest] = await sql<{ id: string }[]>`select md5('o0')::uuid as id`;
  if (!small || !busiest) throw new Error("ledger: nobody is there");
  const others = known.filter(({ organization_id: id }) => id !== busiest.id && id !== small.id);
  const at = (turn: number, part: number) => others[(turn * 7 + part) % others.length];
  return {
    ...{ busiest: busiest.id, busiestEntries: postings / 2, small: small.id },
    pair: (turn) => [at(turn, 0)?.organization_id ?? "", at(turn, 1)?.organization_id ?? ""],
    accounts: (turn) => [0, 1, 2, 3].map((part) => at(turn, part)?.id ?? ""),
  };
}
