import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { RadioGroup } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatRange, localeOf } from "#app/components/format.ts";
import { Section } from "#app/components/page-head.tsx";
import { OrganizationName } from "#app/components/text.tsx";

interface Hit {
  bookingId: string;
  start: Date;
  end: Date;
  user: string;
  organizationZh: string;
  organizationEn: string;
  moves: readonly { number: number }[] | null;
}

interface Props {
  hit: readonly Hit[];
  written: {
    cause: string;
    startsAt: string;
    startsAtMeant: string;
    endsAt: string;
    endsAtMeant: string;
    units: readonly string[];
    reason: string;
    problem: string;
  };
  zone: string;
}

/** The bookings that an outage hits, with the choice for each, and the act itself. */
export function HitBookings({ hit, written, zone }: Props) {
  const { t } = useTranslation("instrument");
  const { units, ...texts } = written;
  return (
    <Section title={hit.length > 0 ? t("outage.hit", { count: hit.length }) : t("outage.noneHit")} id="hit">
      <Form method="post" className="grid max-w-form gap-6">
        {Object.entries(texts).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {units.map((unit) => (
          <input key={unit} type="hidden" name="units" value={unit} />
        ))}
        <p className="text-muted">{t(hit.length === 0 ? "outage.noneHitDetail" : "outage.free")}</p>
        {hit.map((one) => (
          <Choice key={one.bookingId} hit={one} zone={zone} />
        ))}
        <SubmitButton look="danger" name="intent" value="close" className="justify-self-start">
          {t("outage.confirm")}
        </SubmitButton>
      </Form>
    </Section>
  );
}

/** What becomes of one booking: it moves where it can, unless somebody decides otherwise. */
function Choice({ hit, zone }: { hit: Hit; zone: string }) {
  const { t, i18n } = useTranslation("instrument");
  const { bookingId, start, end, user, organizationZh, organizationEn, moves } = hit;
  const [first] = moves ?? [];
  const move =
    moves && moves.length > 1 ? t("outage.moveSome") : t("outage.move", { number: first?.number ?? 0 });
  const options = [
    ...(moves ? [{ value: "move", label: move }] : []),
    { value: "offer", label: t("outage.offer") },
    { value: "cancel", label: t("outage.cancel") },
  ];
  return (
    <div className="grid gap-2 border-t border-hairline pt-4">
      <RadioGroup
        meta={plainField(`choice.${bookingId}`, moves ? "move" : "offer")}
        label={
          <>
            <span className="tnum">{formatRange(start, end, localeOf(i18n.language), zone)}</span> · {user}
          </>
        }
        help={
          <>
            <OrganizationName nameZh={organizationZh} nameEn={organizationEn} />
            {!moves && ` · ${t("outage.noMove")}`}
          </>
        }
        options={options}
      />
      <Link className="link justify-self-start text-sm" to={`/bookings/${bookingId}`}>
        {t("at.open")}
      </Link>
    </div>
  );
}
