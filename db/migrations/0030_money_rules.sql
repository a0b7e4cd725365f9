-- Written once, whoever is connected: postings, their entries, what came in.
CREATE TRIGGER posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "posting" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER payment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "payment" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Numbers the entries of an account and carries its balance on. The account's row is locked until the transaction ends,
-- so that numbers have no gaps and the balance is that of the entry before.
CREATE FUNCTION entry_carries_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  own account%ROWTYPE;
  p posting%ROWTYPE;
  last entry%ROWTYPE;
BEGIN
  SELECT * INTO STRICT own FROM account WHERE id = NEW.account_id FOR NO KEY UPDATE;
  SELECT * INTO STRICT p FROM posting WHERE id = NEW.posting_id;
  IF own.currency <> p.currency THEN
    RAISE EXCEPTION 'a posting has one currency' USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_currency';
  END IF;
  SELECT * INTO last FROM entry WHERE account_id = NEW.account_id ORDER BY n DESC LIMIT 1;
  NEW.n := coalesce(last.n, 0) + 1;
  NEW.at := p.at;
  NEW.balance := coalesce(last.balance, 0) + NEW.amount;
  IF NEW.balance < 0 AND own.purpose IN ('held', 'refund_due', 'budget', 'voucher') THEN
    RAISE EXCEPTION 'there is no more on the % account than was put there', own.purpose
      USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_overdrawn';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER entry_carries_on BEFORE INSERT ON "entry" FOR EACH ROW EXECUTE FUNCTION entry_carries_on();
--> statement-breakpoint
-- Checked when the transaction ends, once for the posting and once for each of its entries, so that none can be added
-- to a posting of another transaction either.
CREATE FUNCTION posting_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  checked uuid := CASE TG_TABLE_NAME WHEN 'posting' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'posting_id')::uuid END;
  entries bigint;
  total numeric;
BEGIN
  SELECT count(*), coalesce(sum(amount), 0) INTO entries, total FROM entry WHERE posting_id = checked;
  IF entries < 2 OR total <> 0 THEN
    RAISE EXCEPTION 'posting % has % entries that sum to %', checked, entries, total
      USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_balances';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER posting_balances AFTER INSERT ON "posting" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION posting_balances();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER entry_balances AFTER INSERT ON "entry" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION posting_balances();
--> statement-breakpoint
-- What goes back of a payment is never more than came: proposals count too. The payment's row is locked meanwhile.
CREATE FUNCTION refund_within_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  came bigint;
  back numeric;
BEGIN
  SELECT amount INTO STRICT came FROM payment WHERE id = NEW.payment_id FOR UPDATE;
  SELECT coalesce(sum(amount), 0) INTO back FROM refund
    WHERE payment_id = NEW.payment_id AND id <> NEW.id AND state NOT IN ('refused', 'reversed');
  IF NEW.state NOT IN ('refused', 'reversed') AND back + NEW.amount > came THEN
    RAISE EXCEPTION 'no more than % goes back of payment %', came, NEW.payment_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_within_payment';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refund_within_payment BEFORE INSERT OR UPDATE ON "refund" FOR EACH ROW EXECUTE FUNCTION refund_within_payment();
--> statement-breakpoint
-- The lines of a charge say its amount.
CREATE FUNCTION charge_lines_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  total numeric;
BEGIN
  SELECT coalesce(sum(amount), 0) INTO total FROM charge_line WHERE charge_id = NEW.id;
  IF total <> NEW.amount THEN
    RAISE EXCEPTION 'the lines of charge % sum to % and not to %', NEW.id, total, NEW.amount
      USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_lines_sum';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER charge_lines_sum AFTER INSERT OR UPDATE OF amount ON "charge" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION charge_lines_sum();
--> statement-breakpoint
CREATE VIEW account_balance AS
  SELECT a.id AS account_id, a.organization_id, a.purpose, a.currency,
         coalesce(l.balance, 0)::bigint AS balance, coalesce(l.n, 0)::bigint AS entries
  FROM account a
  LEFT JOIN LATERAL (SELECT e.balance, e.n FROM entry e WHERE e.account_id = a.id ORDER BY e.n DESC LIMIT 1) l ON true;
