DROP INDEX "register_entry_words";--> statement-breakpoint
CREATE INDEX "register_entry_words" ON "register_entry" USING gin ("words" gin_trgm_ops) WITH (fastupdate=false);