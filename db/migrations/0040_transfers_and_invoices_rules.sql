-- What invoices of a charge say together is never above what was paid of it and not given back. The charge's row is locked
-- meanwhile, so that two requests at once do not both find room. Checked when something is asked for or issued: a refund
-- afterwards is answered by a negative invoice.
CREATE FUNCTION invoice_within_paid() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  room bigint;
  taken numeric;
BEGIN
  SELECT paid - refunded INTO STRICT room FROM charge WHERE id = NEW.charge_id FOR UPDATE;
  SELECT coalesce(sum(l.amount), 0) INTO taken FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
    WHERE l.charge_id = NEW.charge_id AND l.invoice_id <> NEW.invoice_id AND i.state IN ('requested', 'issued');
  IF taken + NEW.amount > room THEN
    RAISE EXCEPTION 'no more than % of charge % can be invoiced', room, NEW.charge_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_within_paid';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER invoice_within_paid BEFORE INSERT OR UPDATE ON "invoice_line" FOR EACH ROW EXECUTE FUNCTION invoice_within_paid();
--> statement-breakpoint
-- The lines of an invoice say its amount.
CREATE FUNCTION invoice_lines_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  total numeric;
BEGIN
  SELECT coalesce(sum(amount), 0) INTO total FROM invoice_line WHERE invoice_id = NEW.id;
  IF total <> NEW.amount THEN
    RAISE EXCEPTION 'the lines of invoice % sum to % and not to %', NEW.id, total, NEW.amount
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_lines_sum';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER invoice_lines_sum AFTER INSERT OR UPDATE OF amount ON "invoice" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION invoice_lines_sum();
--> statement-breakpoint
-- A receipt and its parts are written once: money that a payee has confirmed is not un-confirmed.
CREATE TRIGGER receipt_part_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "receipt_part" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What was received was spread over charges to the fen.
CREATE FUNCTION receipt_parts_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  total numeric;
BEGIN
  SELECT coalesce(sum(amount), 0) INTO total FROM receipt_part WHERE receipt_id = NEW.id;
  IF total <> NEW.amount THEN
    RAISE EXCEPTION 'the parts of receipt % sum to % and not to %', NEW.id, total, NEW.amount
      USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_parts_sum';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER receipt_parts_sum AFTER INSERT ON "transfer_receipt" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION receipt_parts_sum();
