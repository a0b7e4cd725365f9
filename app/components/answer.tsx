import { type ReactNode, useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { isLive } from "./keys.ts";

interface AnswerProps {
  children: ReactNode;
  /** Must be seen: takes the focus too where it appears out of sight. */
  pressing?: boolean;
}

/**
 * Around words that answer an act. They come anew for every act: words that stay where they are would not be read out a
 * second time. What was pressed has often gone: then the focus is here, and keys go on from here.
 */
export function Answer(props: AnswerProps) {
  const { key } = useLocation();
  return <Anew key={key} {...props} />;
}

function Anew({ children, pressing = false }: AnswerProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current && isLive() && (isFocusLost() || (pressing && !isInSight(box.current))))
      box.current.focus();
  }, [pressing]);
  return (
    <div ref={box} tabIndex={-1}>
      {children}
    </div>
  );
}

/** On nothing, or on what is folded away. */
function isFocusLost(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || !activeElement.checkVisibility();
}

function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}
