-- What a user said of a use stays as it was said (E-Commerce Law, Art. 39); the rest of the record may be put right.
CREATE FUNCTION usage_evaluation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an evaluation stays as it was given' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'usage_evaluation_stays';
END $$;
--> statement-breakpoint
CREATE TRIGGER usage_evaluation_kept BEFORE UPDATE OF evaluation, evaluation_text, evaluated_at ON "usage_record" FOR EACH ROW
  WHEN (OLD.evaluated_at IS NOT NULL AND (OLD.evaluation, OLD.evaluation_text, OLD.evaluated_at)
    IS DISTINCT FROM (NEW.evaluation, NEW.evaluation_text, NEW.evaluated_at))
  EXECUTE FUNCTION usage_evaluation_stays();
--> statement-breakpoint
CREATE TRIGGER usage_evaluation_not_deleted BEFORE DELETE ON "usage_record" FOR EACH ROW
  WHEN (OLD.evaluated_at IS NOT NULL) EXECUTE FUNCTION usage_evaluation_stays();
