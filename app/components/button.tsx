import type { ComponentProps, ReactNode } from "react";
import { Link, useNavigation } from "react-router";
import { Icon, type IconName } from "./icons.tsx";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";

interface Looks {
  look?: ButtonLook;
  small?: boolean;
  icon?: IconName;
  className?: string;
  children: ReactNode;
}

const classes = ({ look = "primary", small, className }: Omit<Looks, "children">): string =>
  ["btn", `btn-${look}`, small && "btn-small", className].filter(Boolean).join(" ");

/** A button that does something here. One primary button per screen. */
export function Button({
  look,
  small,
  icon,
  className,
  children,
  type = "button",
  ...rest
}: Looks & ComponentProps<"button">) {
  return (
    <button type={type} className={classes({ look, small, className })} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button, for the next step that lives at another address. */
export function ButtonLink({
  look,
  small,
  icon,
  className,
  children,
  ...rest
}: Looks & ComponentProps<typeof Link>) {
  return (
    <Link className={classes({ look, small, className })} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

/**
 * Sends the form around it. While any form of the page is on its way it refuses a second press, and shows itself busy when
 * it was the one pressed (`name` and `value` tell several buttons of one page apart).
 */
export function SubmitButton({
  look,
  small,
  icon,
  className,
  children,
  onClick,
  ...rest
}: Looks & ComponentProps<"button">) {
  const navigation = useNavigation();
  const sending =
    navigation.state !== "idle" && navigation.formMethod !== undefined && navigation.formMethod !== "GET";
  const mine = sending && (rest.name === undefined || navigation.formData?.get(rest.name) === rest.value);
  return (
    <button
      type="submit"
      className={classes({ look, small, className })}
      aria-disabled={sending || undefined}
      aria-busy={mine || undefined}
      onClick={(event) => (sending ? event.preventDefault() : onClick?.(event))}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
