import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { NumberInput, TextInput } from "#app/components/inputs.tsx";
import { Day } from "#app/components/text.tsx";
import { writeHours } from "./hours-text.ts";
import { useTitleOf } from "./labels.ts";

interface SetupProps {
  errors: Record<string, string[]>;
  values: Record<string, string>;
}

interface Titled {
  id: string;
  titleZh: string;
  titleEn: string;
}

const row = "flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-hairline py-2";

interface ExceptionsProps extends SetupProps {
  days: readonly {
    day: string;
    note: string;
    openings: readonly { fromMinute: number; toMinute: number }[];
  }[];
}

/** Dates with hours of their own, and the form that adds one. */
export function Exceptions({ days, errors, values }: ExceptionsProps) {
  const { t } = useTranslation("rules");
  return (
    <div className="grid gap-6">
      <p className="text-sm text-muted">{t("setup.exceptionsLead")}</p>
      <ul className="grid border-t border-hairline">
        {days.length === 0 && <li className={`${row} text-muted`}>{t("setup.noExceptions")}</li>}
        {days.map(({ day, note, openings }) => (
          <li key={day} className={row}>
            <span className="font-medium">
              <Day at={`${day}T00:00:00Z`} zone="UTC" weekday />
            </span>
            <span className="tnum">{openings.length === 0 ? t("setup.shut") : writeHours(openings)}</span>
            {note && <span className="text-sm">{note}</span>}
            <Form method="post" className="ms-auto">
              <input type="hidden" name="day" value={day} />
              <SubmitButton look="quiet" small name="intent" value="exception-remove">
                {t("setup.asUsual")}
                <span className="sr-only">
                  <Day at={`${day}T00:00:00Z`} zone="UTC" />
                </span>
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
      <Form method="post" className="grid max-w-form gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <DateInput meta={plainField("day", values.day, errors.day)} label={t("setup.day")} />
          <TextInput
            meta={plainField("dayHours", values.dayHours, errors.dayHours)}
            label={t("setup.dayHours")}
            help={t("setup.dayHoursHelp")}
            optional
          />
        </div>
        <TextInput
          meta={plainField("note", values.note, errors.note)}
          label={t("setup.note")}
          help={t("setup.noteHelp")}
          optional
        />
        <SubmitButton look="secondary" name="intent" value="exception" className="justify-self-start">
          {t("setup.saveException")}
        </SubmitButton>
      </Form>
    </div>
  );
}

interface RequirementsProps extends SetupProps {
  required: readonly Titled[];
  siblings: readonly Titled[];
}

/** The facilities that this one cannot be used without. */
export function Requirements({ required, siblings, errors, values }: RequirementsProps) {
  const { t } = useTranslation("rules");
  const titleOf = useTitleOf();
  const others = siblings.filter(({ id }) => !required.some((one) => one.id === id));
  return (
    <div className="grid gap-6">
      <p className="text-sm text-muted">{t("setup.requirementsLead")}</p>
      <ul className="grid border-t border-hairline">
        {required.length === 0 && <li className={`${row} text-muted`}>{t("setup.noRequirements")}</li>}
        {required.map((one) => (
          <li key={one.id} className={row}>
            <span className="font-medium">{titleOf(one)}</span>
            <Form method="post" className="ms-auto">
              <input type="hidden" name="requiredId" value={one.id} />
              <SubmitButton look="quiet" small name="intent" value="unrequire">
                {t("setup.unrequire")}
                <span className="sr-only">{titleOf(one)}</span>
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <Form method="post" className="grid max-w-form gap-4">
          <Select
            meta={plainField("requiredId", values.requiredId, errors.requiredId)}
            label={t("setup.requiredId")}
            width="full"
            options={others.map((one) => ({ value: one.id, label: titleOf(one) }))}
          />
          <SubmitButton look="secondary" name="intent" value="require" className="justify-self-start">
            {t("setup.require")}
          </SubmitButton>
        </Form>
      )}
    </div>
  );
}

interface AccessoriesProps extends SetupProps {
  accessories: readonly { id: string; name: string; stock: number }[];
}

/** What is lent out with bookings, how many there are of each. */
export function Accessories({ accessories, errors, values }: AccessoriesProps) {
  const { t } = useTranslation("rules");
  return (
    <div className="grid gap-6">
      <p className="text-sm text-muted">{t("setup.accessoriesLead")}</p>
      <ul className="grid border-t border-hairline">
        {accessories.length === 0 && <li className={`${row} text-muted`}>{t("setup.noAccessories")}</li>}
        {accessories.map(({ id, name, stock }) => (
          <li key={id} className={row}>
            <Form method="post" className="flex flex-wrap items-end gap-3">
              <input type="hidden" name="accessoryId" value={id} />
              <input type="hidden" name="name" value={name} />
              <NumberInput
                meta={{ ...plainField("stock", String(stock)), id: `stock-${id}` }}
                label={name}
                unit={t("setup.pieces")}
                optional={false}
              />
              <SubmitButton look="quiet" small name="intent" value="accessory">
                {t("setup.saveStock")}
                <span className="sr-only">{name}</span>
              </SubmitButton>
            </Form>
            <Form method="post" className="ms-auto">
              <input type="hidden" name="accessoryId" value={id} />
              <SubmitButton look="quiet" small name="intent" value="accessory-retire">
                {t("setup.retire")}
                <span className="sr-only">{name}</span>
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
      <Form method="post" className="grid max-w-form gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput
            meta={plainField("name", values.name, errors.name)}
            label={t("setup.name")}
            optional={false}
          />
          <NumberInput
            meta={plainField("stock", values.stock, errors.stock)}
            label={t("setup.stock")}
            unit={t("setup.pieces")}
            optional={false}
          />
        </div>
        <SubmitButton look="secondary" name="intent" value="accessory" className="justify-self-start">
          {t("setup.addAccessory")}
        </SubmitButton>
      </Form>
    </div>
  );
}
