import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Checkbox, CheckboxGroup, RadioGroup } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { DateRange } from "#app/components/text.tsx";
import { LocalTimeInput } from "#app/components/which-time.tsx";
import { hoursName } from "./read-times.ts";

interface FormProps {
  version: number;
  errors: Record<string, string[]>;
}

/** A week of opening hours as seven lines of text. */
export function HoursForm({
  version,
  errors,
  texts,
  zone,
}: FormProps & { texts: Record<string, string>; zone: string }) {
  const { t } = useTranslation(["catalog", "editor"]);
  return (
    <Form method="post" className="grid max-w-form gap-3">
      <input type="hidden" name="version" value={version} />
      <p className="text-sm text-muted">{t("editor:times.hoursLead", { zone })}</p>
      {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
        <TextInput
          key={weekday}
          meta={plainField(hoursName(weekday), texts[weekday] ?? "", errors[hoursName(weekday)])}
          label={t(`editor:times.weekday.${weekday}`)}
          width="medium"
        />
      ))}
      <SubmitButton name="intent" value="hours" className="mt-2 justify-self-start">
        {t("editor:times.saveHours")}
      </SubmitButton>
    </Form>
  );
}

/** The units, one per line. */
export function UnitsForm({ version, errors, text }: FormProps & { text: string }) {
  const { t } = useTranslation(["catalog", "editor"]);
  return (
    <Form method="post" className="grid max-w-form gap-3">
      <input type="hidden" name="version" value={version} />
      <TextArea
        meta={plainField("units", text, errors.units)}
        label={t("editor:times.units")}
        help={t("editor:times.unitsLead")}
        rows={4}
      />
      <SubmitButton look="secondary" name="intent" value="units" className="justify-self-start">
        {t("editor:times.saveUnits")}
      </SubmitButton>
    </Form>
  );
}

interface ClosureFormProps {
  errors: Record<string, string[]>;
  values: Record<string, string | string[]>;
  units: readonly { number: number; label: string }[];
  zone: string;
}

/** Closes time: what for, from when to when, which units. */
export function ClosureForm({ errors, values, units, zone }: ClosureFormProps) {
  const { t } = useTranslation(["catalog", "editor"]);
  const meta = (name: string, first?: string | string[]) =>
    plainField(name, values[name] ?? first, errors[name]);
  const time = { meta, zone, help: t("editor:times.zoneNote", { zone }) };
  return (
    <Form method="post" className="grid max-w-form gap-4">
      <RadioGroup
        meta={meta("cause", "maintenance")}
        label={t("editor:times.cause")}
        options={["maintenance", "closure"].map((value) => ({ value, label: t(`editor:times.${value}`) }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <LocalTimeInput {...time} name="startsAt" label={t("editor:times.startsAt")} />
        <LocalTimeInput {...time} name="endsAt" label={t("editor:times.endsAt")} />
      </div>
      {units.length > 1 && (
        <CheckboxGroup
          meta={meta("closedUnits")}
          label={t("editor:times.which")}
          help={t("editor:times.allUnits")}
          options={units.map(({ number, label }) => ({
            value: String(number),
            label: t("editor:times.unitName", { number, label }),
          }))}
          columns
        />
      )}
      <TextInput meta={meta("reason")} label={t("editor:times.reason")} optional />
      <Checkbox
        meta={meta("callOff")}
        label={t("editor:times.callOff")}
        help={t("editor:times.callOffHelp")}
      />
      <SubmitButton look="secondary" name="intent" value="close" className="justify-self-start">
        {t("editor:times.add")}
      </SubmitButton>
    </Form>
  );
}

interface ClosureListProps {
  closures: readonly {
    slotIds: string[];
    start: Date;
    end: Date;
    cause: string;
    reason: string;
    units: number[];
  }[];
  unitCount: number;
  zone: string;
  /** The words of the button that opens time again, where they are not the usual ones. */
  liftWords?: string;
}

/** What is closed from now on, each with a button that opens it again. */
export function ClosureList({ closures, unitCount, zone, liftWords }: ClosureListProps) {
  const { t } = useTranslation(["catalog", "editor"]);
  if (closures.length === 0) return <EmptyState title={t("editor:times.none")} />;
  return (
    <ul className="grid border-t border-hairline">
      {closures.map(({ slotIds, start, end, cause, reason, units }) => (
        <li
          key={slotIds[0]}
          className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-hairline py-2"
        >
          <span className="font-medium">{t(`editor:times.${cause}`)}</span>
          <DateRange starts={start} ends={end} zone={zone} />
          <span className="text-sm text-muted">
            {units.length === unitCount
              ? t("editor:times.allUnits")
              : units.map((number) => t("editor:times.unitName", { number, label: "" })).join("、")}
          </span>
          {reason && <span className="text-sm">{reason}</span>}
          <Form method="post" className="ms-auto">
            {slotIds.map((id) => (
              <input key={id} type="hidden" name="slot" value={id} />
            ))}
            <SubmitButton look="quiet" small name="intent" value="lift">
              {liftWords ?? t("editor:times.lift")}
              <span className="sr-only">
                <DateRange starts={start} ends={end} zone={zone} />
              </span>
            </SubmitButton>
          </Form>
        </li>
      ))}
    </ul>
  );
}

/** The bookings that a refused closure met, as links. */
export function BookingsInTheWay({
  bookings,
  zone,
}: {
  bookings: readonly { bookingId: string; start: string; end: string }[];
  zone: string;
}) {
  return (
    <ul className="grid gap-1">
      {bookings.map(({ bookingId, start, end }) => (
        <li key={bookingId}>
          <Link className="link" to={`/bookings/${bookingId}`}>
            <DateRange starts={start} ends={end} zone={zone} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
