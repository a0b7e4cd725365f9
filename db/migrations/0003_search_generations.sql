CREATE TABLE "search_state" (
	"idx" text PRIMARY KEY NOT NULL,
	"live_gen" smallint DEFAULT 1 NOT NULL,
	"building_gen" smallint,
	"schema_version" integer DEFAULT 0 NOT NULL,
	"text_version" integer DEFAULT 1 NOT NULL,
	"docs" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
DROP INDEX "search_term_trgm";--> statement-breakpoint
ALTER TABLE "search_doc" DROP CONSTRAINT "search_doc_idx_id_pk";--> statement-breakpoint
ALTER TABLE "search_doc" ADD COLUMN "gen" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "search_doc" ADD CONSTRAINT "search_doc_idx_gen_id_pk" PRIMARY KEY("idx","gen","id");--> statement-breakpoint
ALTER TABLE "search_doc" ADD COLUMN "more" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "search_term" ADD COLUMN "latin" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "search_term_prefix" ON "search_term" USING btree ("term" text_pattern_ops) WHERE latin;--> statement-breakpoint
CREATE INDEX "search_term_trgm" ON "search_term" USING gin ("term" gin_trgm_ops) WHERE latin;--> statement-breakpoint
-- A vector out of line would be fetched again for every match test; most rows fit a page.
ALTER TABLE "search_doc" ALTER COLUMN "tsv" SET STORAGE MAIN;
--> statement-breakpoint
ALTER TABLE "search_doc" SET (toast_tuple_target = 8160);
--> statement-breakpoint
-- Every process rereads the synonyms when this number has moved.
CREATE FUNCTION search_text_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_state SET text_version = text_version + 1;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER search_synonym_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "search_synonym"
  FOR EACH STATEMENT EXECUTE FUNCTION search_text_changed();
