CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_seal"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_digest_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_digest"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER view_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "view_log"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
