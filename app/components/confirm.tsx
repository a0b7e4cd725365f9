import { type ReactNode, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { Button, type ButtonLook } from "./button.tsx";
import { useDismiss, useHydrated } from "./keys.ts";

interface ConfirmProps {
  /** The words of the button that opens it: the act itself. */
  label: ReactNode;
  look?: ButtonLook;
  /** In a row of a table. */
  small?: boolean;
  /** Unfolded from the start: what was sent from it was refused. */
  open?: boolean;
  /** What will happen, to whom, and whether it can be undone. */
  children: ReactNode;
}

/**
 * An act that deserves a second look: the button unfolds its consequences and the form that really does it. The browser's
 * own disclosure, so it works without a script; Escape and another page fold it again.
 */
export function Confirm({ label, look = "secondary", small, open, children }: ConfirmProps) {
  const { t } = useTranslation("common");
  const hydrated = useHydrated();
  const details = useRef<HTMLDetailsElement>(null);
  useDismiss(details, false);
  const { key } = useLocation();
  const shownAt = useRef(key);
  // What was sent from it is done: the page comes again, and an act that stayed unfolded would be sent twice. Not on the
  // first showing: somebody quick has unfolded it before the page's scripts arrived.
  useLayoutEffect(() => {
    if (shownAt.current === key) return;
    shownAt.current = key;
    if (!open && details.current) details.current.open = false;
  }, [key, open]);
  const fold = () => {
    if (!details.current) return;
    details.current.open = false;
    details.current.querySelector("summary")?.focus();
  };
  return (
    <details ref={details} className="confirm" open={open}>
      <summary className={`btn btn-${look} ${small ? "btn-small" : ""}`}>{label}</summary>
      <div className="panel mt-2 grid max-w-form justify-items-start gap-3 p-4 text-start">
        {children}
        {hydrated && (
          <Button look="quiet" small onClick={fold}>
            {t("action.cancel")}
          </Button>
        )}
      </div>
    </details>
  );
}
