CREATE TABLE "card_rectification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"proposal_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"region_code" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"report" text DEFAULT '' NOT NULL,
	"reported_by_id" uuid,
	"answer" text DEFAULT '' NOT NULL,
	"answered_by_id" uuid,
	"state" text DEFAULT 'ordered' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp (3) with time zone,
	CONSTRAINT "card_rectification_proposalId_unique" UNIQUE("proposal_id"),
	CONSTRAINT "card_rectification_state" CHECK ("card_rectification"."state" in ('ordered', 'submitted', 'returned', 'accepted', 'missed', 'void')),
	CONSTRAINT "card_rectification_two_people" CHECK ("card_rectification"."reported_by_id" <> "card_rectification"."answered_by_id")
);
--> statement-breakpoint
ALTER TABLE "attachment" DROP CONSTRAINT "attachment_owner";--> statement-breakpoint
ALTER TABLE "card_rectification" ADD CONSTRAINT "card_rectification_proposal_id_assessment_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."assessment_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_rectification" ADD CONSTRAINT "card_rectification_cycle_id_assessment_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."assessment_cycle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_rectification" ADD CONSTRAINT "card_rectification_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_rectification" ADD CONSTRAINT "card_rectification_reported_by_id_app_user_id_fk" FOREIGN KEY ("reported_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_rectification" ADD CONSTRAINT "card_rectification_answered_by_id_app_user_id_fk" FOREIGN KEY ("answered_by_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_rectification_cycle_id_index" ON "card_rectification" USING btree ("cycle_id");--> statement-breakpoint
CREATE INDEX "card_rectification_organization_id_index" ON "card_rectification" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "card_rectification_state_deadline_index" ON "card_rectification" USING btree ("state","deadline");--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_owner" CHECK ("attachment"."owner_type" in ('listing', 'verification', 'sample_order', 'qualification', 'problem', 'proposal', 'transfer_claim', 'invoice', 'dispute', 'card_rectification'));
--> statement-breakpoint
-- Cards that were adopted before and whose time still runs.
INSERT INTO card_rectification (id, created_at, proposal_id, cycle_id, organization_id, region_code, due_at, deadline, state_since)
  SELECT p.id, p.decided_at, p.id, p.cycle_id, p.organization_id, c.region_code, p.rectify_by, p.rectify_by, p.decided_at
  FROM assessment_proposal p JOIN assessment_cycle c ON c.id = p.cycle_id
  WHERE p.kind = 'yellow_card' AND p.state = 'adopted' AND p.rectify_by > now();
