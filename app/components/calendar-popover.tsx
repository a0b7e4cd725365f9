import { type CalendarDate, parseDate } from "@internationalized/date";
import type { RefObject } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Button } from "react-aria-components/Button";
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
} from "react-aria-components/Calendar";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { Icon } from "./icons.tsx";

interface CalendarPopoverProps {
  anchor: RefObject<HTMLElement | null>;
  locale: string;
  label: string;
  /** `2026-12-01`, or nothing when what is written is no date yet. */
  value: string | undefined;
  /** The days that may be chosen, as `2026-12-01`. */
  min?: string;
  max?: string;
  onPick: (date: string) => void;
  onClose: () => void;
}

const step = "flex size-9 items-center justify-center rounded-md hover:bg-sunk";

/** A month to choose a day from, in the language of the page: arrows walk, Enter chooses, Escape leaves. */
export default function CalendarPopover(props: CalendarPopoverProps) {
  const { anchor, locale, label, value, min, max, onPick, onClose } = props;
  return (
    <I18nProvider locale={locale}>
      <Popover
        triggerRef={anchor}
        isOpen
        onOpenChange={(open) => open || onClose()}
        placement="bottom start"
        className="rounded-md border border-hairline bg-raised p-3 shadow-float"
      >
        <Dialog aria-label={label}>
          <Calendar
            autoFocus
            firstDayOfWeek="mon"
            aria-label={label}
            defaultValue={dateOf(value)}
            minValue={dateOf(min)}
            maxValue={dateOf(max)}
            onChange={(day) => onPick(day.toString())}
          >
            <header className="flex items-center justify-between pb-2">
              <Button slot="previous" className={step}>
                <Icon name="back" />
              </Button>
              <CalendarHeading className="font-semibold" />
              <Button slot="next" className={step}>
                <Icon name="chevron" />
              </Button>
            </header>
            <Month />
          </Calendar>
        </Dialog>
      </Popover>
    </I18nProvider>
  );
}

function Month() {
  return (
    <CalendarGrid weekdayStyle="short">
      <CalendarGridHeader>
        {(day) => (
          <CalendarHeaderCell className="size-9 text-xs font-normal text-muted">{day}</CalendarHeaderCell>
        )}
      </CalendarGridHeader>
      <CalendarGridBody>
        {(date) => <CalendarCell date={date} className="calendar-day tnum" />}
      </CalendarGridBody>
    </CalendarGrid>
  );
}

function dateOf(text: string | undefined): CalendarDate | undefined {
  const written = /^\d{4}-\d{2}-\d{2}/.exec(text ?? "")?.[0];
  if (!written || Number.isNaN(Date.parse(written))) return undefined;
  return parseDate(written);
}
