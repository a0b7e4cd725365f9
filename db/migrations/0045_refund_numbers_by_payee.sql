DROP INDEX "refund_once";--> statement-breakpoint
CREATE UNIQUE INDEX "refund_once" ON "refund" USING btree ("method","payee_id","external_id") WHERE external_id is not null;