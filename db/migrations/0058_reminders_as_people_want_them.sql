ALTER TABLE "booking" ADD COLUMN "reminders" smallint[];--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "reminders" smallint[] DEFAULT '{1440,60}' NOT NULL;--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_reminders" CHECK ("booking"."reminders" <@ array[60, 1440, 4320, 10080]::smallint[]);--> statement-breakpoint
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_reminders" CHECK ("app_user"."reminders" <@ array[60, 1440, 4320, 10080]::smallint[]);