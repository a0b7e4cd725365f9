ALTER TABLE "entry" DROP CONSTRAINT "entry_account_id_account_id_fk";
--> statement-breakpoint
ALTER TABLE "entry" DROP CONSTRAINT "entry_posting_id_posting_id_fk";
--> statement-breakpoint
DROP INDEX "entry_account_id_at_n_index";--> statement-breakpoint
DROP INDEX "posting_cause_type_cause_id_index";
--> statement-breakpoint
DROP TRIGGER entry_carries_on ON "entry";--> statement-breakpoint
DROP FUNCTION entry_carries_on;--> statement-breakpoint
-- No entry comes without its posting any more, so that one look for the posting is enough.
DROP TRIGGER entry_balances ON "entry";--> statement-breakpoint
CREATE OR REPLACE FUNCTION posting_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entries bigint;
  total numeric;
BEGIN
  SELECT count(*), coalesce(sum(amount), 0) INTO entries, total FROM entry WHERE posting_id = NEW.id;
  IF entries < 2 OR total <> 0 THEN
    RAISE EXCEPTION 'posting % has % entries that sum to %', NEW.id, entries, total
      USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_balances';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What a posting is inserted through. Four looks for all of its entries, where a trigger on each of them took four for each.
CREATE VIEW whole_posting AS
  SELECT null::uuid AS id, null::timestamptz AS at, null::text AS cause_type, null::uuid AS cause_id, null::uuid AS charge_id,
         null::text AS currency, null::uuid AS by, null::uuid AS reverses,
         null::uuid[] AS owners, null::text[] AS purposes, null::bigint[] AS amounts
  WHERE false;
--> statement-breakpoint
-- Numbers the entries of each account without a gap and carries its balance on. The accounts are locked until the
-- transaction ends, in one order, so that two postings never wait for each other. The lists stand in queries of their own:
-- where PostgreSQL sees how long they are, it makes a new plan for each posting.
CREATE FUNCTION write_whole_posting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ids uuid[] := ARRAY(
    SELECT coalesce(
      (SELECT a.id FROM account a WHERE a.organization_id = l.owner AND a.purpose = l.purpose AND a.currency = NEW.currency),
      CASE WHEN l.owner IS NULL THEN
        (SELECT a.id FROM account a WHERE a.organization_id IS NULL AND a.purpose = l.purpose AND a.currency = NEW.currency) END)
    FROM unnest((SELECT NEW.owners), (SELECT NEW.purposes)) AS l (owner, purpose));
  floored CONSTANT text[] := ARRAY['held', 'refund_due', 'budget', 'voucher'];
  empty text;
BEGIN
  IF array_position(ids, NULL) IS NOT NULL THEN
    RETURN NULL;
  END IF;
  PERFORM FROM account WHERE id = ANY ((SELECT ids)::uuid[]) ORDER BY id FOR NO KEY UPDATE;
  -- A statement of its own: it sees what others have written while the accounts were waited for.
  INSERT INTO entry (account_id, n, posting_id, at, amount, balance)
    SELECT l.id, coalesce(e.n, 0) + 1, NEW.id, NEW.at, l.amount, coalesce(e.balance, 0) + l.amount
    FROM unnest((SELECT ids), (SELECT NEW.amounts)) AS l (id, amount)
    LEFT JOIN LATERAL (SELECT n, balance FROM entry WHERE account_id = l.id ORDER BY n DESC LIMIT 1) e ON true;
  IF NEW.purposes && floored THEN
    SELECT a.purpose INTO empty FROM entry e JOIN account a ON a.id = e.account_id
      WHERE e.posting_id = NEW.id AND e.balance < 0 AND a.purpose = ANY (floored) LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'there is no more on the % account than was put there', empty
        USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_overdrawn';
    END IF;
  END IF;
  INSERT INTO posting (id, at, cause_type, cause_id, charge_id, currency, by, reverses)
    VALUES (NEW.id, NEW.at, NEW.cause_type, NEW.cause_id, NEW.charge_id, NEW.currency, NEW."by", NEW.reverses);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER whole_posting_written INSTEAD OF INSERT ON whole_posting FOR EACH ROW EXECUTE FUNCTION write_whole_posting();
--> statement-breakpoint
CREATE FUNCTION refuse_part_of_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written by whole_posting only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER posting_written_whole BEFORE INSERT ON "posting" FOR EACH STATEMENT
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_part_of_posting();
--> statement-breakpoint
CREATE TRIGGER entry_written_whole BEFORE INSERT ON "entry" FOR EACH STATEMENT
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_part_of_posting();
--> statement-breakpoint
-- An account stays as it was made: that is what entries rely on without a foreign key.
CREATE TRIGGER account_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON "account" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
