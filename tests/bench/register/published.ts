import { type SQL, sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { tidyRegister } from "#app/domain/credit/register/tidy.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { loadRuleBooks, ruleBookId } from "#db/seed/reference/rule-book/load.ts";

/**
 * As many published decisions of invented organisations, in force and over, of two years. Made in bulk, past the triggers
 * that ask for notices and services one by one; constraints hold.
 */
export async function publishMany(db: Database, count: number): Promise<void> {
  await db.transaction((tx) => loadRuleBooks(tx));
  const n = sql.raw(String(count));
  const book = ruleBookId(2);
  const statements: SQL[] = [
    sql`set local session_replication_role = replica`,
    sql`insert into app_user (id, email, name, password_hash)
      select md5('u' || u)::uuid, 'bench' || u || '@bench.test', '承办人', 'x' from generate_series(1, 2) u`,
    sql`insert into organization (id, uscc, name_zh, name_en, kind, region_code)
      select md5('o' || i)::uuid, '91330' || lpad(i::text, 9, '0') || 'MA00',
        (array['杭州','宁波','温州','嘉兴','湖州','绍兴','金华'])[1 + i % 7] || (array['精密','光电','生物','材料','机械'])[1 + i % 5] || i || '科技有限公司',
        'Bench company ' || i, 'enterprise', '33' || lpad((1 + i % 11)::text, 2, '0') || '06'
      from generate_series(1, ${n}) i`,
    sql`insert into misconduct_case (id, case_no, origin, subject_id, region_code, title, account, offence_code,
        rule_book_id, act_from, act_until, officer_id, decider_id, state)
      select md5('c' || i)::uuid, '浙信查〔2026〕' || i || '号', 'referral', md5('o' || i)::uuid,
        '33' || lpad((1 + i % 11)::text, 2, '0') || '06', '题', '述', 'RI02', ${book}, '2026-01-01', '2026-01-01',
        md5('u1')::uuid, md5('u2')::uuid, 'final'
      from generate_series(1, ${n}) i`,
    sql`insert into decision (id, case_id, n, document_no, kind, notice_id, rule_book_id, offence_code, class, facts,
        reasons, text, sha256, signer_id, signed_at)
      select md5('d' || i)::uuid, md5('c' || i)::uuid, 1, '浙信决〔2026〕' || i || '号', 'sanction', md5('c' || i)::uuid,
        ${book}, 'RI02', 'serious', '事', '理', 't', encode(sha256('t'), 'hex'), md5('u2')::uuid, now() - interval '1 day'
      from generate_series(1, ${n}) i`,
    sql`insert into decision_service (decision_id, at, how)
      select md5('d' || i)::uuid, now() - i * interval '10 minutes', 'electronic' from generate_series(1, ${n}) i`,
    sql`insert into decided_measure (id, decision_id, kind, days)
      select md5('m' || i)::uuid, md5('d' || i)::uuid,
        case when i % 20 = 0 then 'blacklist' when i % 3 = 0 then 'suspension' else 'booking_restriction' end, 365
      from generate_series(1, ${n}) i`,
    sql`insert into measure (id, organization_id, kind, "from", until, decision_id, decided_measure_id, case_no)
      select md5('l' || i)::uuid, md5('o' || i)::uuid,
        case when i % 20 = 0 then 'blacklist' when i % 3 = 0 then 'suspension' else 'booking_restriction' end,
        now() - i * interval '10 minutes', now() - i * interval '10 minutes' + interval '365 days',
        md5('d' || i)::uuid, md5('m' || i)::uuid, '浙信决〔2026〕' || i || '号'
      from generate_series(1, ${n}) i`,
    sql`insert into publication (id, decision_id, class, "from", until, subject_id, region_code)
      select md5('p' || i)::uuid, md5('d' || i)::uuid, case when i % 4 = 0 then 'serious' else 'general' end,
        now() - i * interval '10 minutes', now() + interval '400 days', md5('o' || i)::uuid,
        '33' || lpad((1 + i % 11)::text, 2, '0') || '06'
      from generate_series(1, ${n}) i`,
  ];
  await db.transaction(async (tx) => {
    for (const statement of statements) await tx.execute(statement);
  });
  await db.execute(sql`analyze`);
  // As many at a time as are written before a statement is given up.
  for (let written = 0; written < count; written += 10_000)
    await db.execute(sql`select write_register_entries(array_agg(id))
      from (select id from publication order by id offset ${written} limit 10000) slice`);
  await tidyRegister({ db, clock: systemClock });
  await db.execute(sql`vacuum analyze`);
}
