import { type ReactNode, useEffect, useRef } from "react";
import { useLocation, useSearchParams } from "react-router";
import { isLive } from "./keys.ts";
import { Notice } from "./notice.tsx";

/**
 * The answer to what was just done, after a redirect with `?done=<name>`. It stays until the reader moves on: nothing on
 * this site disappears by itself. `messages` holds the words of each name; unknown names show nothing.
 */
export function Flash({ messages }: { messages: Readonly<Record<string, string>> }) {
  const [params] = useSearchParams();
  const done = params.get("done");
  const words = done !== null && Object.hasOwn(messages, done) ? messages[done] : undefined;
  if (!words) return null;
  return (
    <Answer>
      <div className="pb-4">
        <Notice kind="success" live>
          <p>{words}</p>
        </Notice>
      </div>
    </Answer>
  );
}

/**
 * Around words that answer an act. They come anew for every act: words that stay where they are would not be read out a
 * second time. What was pressed has often gone: then the focus is here, and keys go on from here.
 */
export function Answer({ children }: { children: ReactNode }) {
  const { key } = useLocation();
  return <Anew key={key}>{children}</Anew>;
}

function Anew({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isLive() && isFocusLost()) box.current?.focus();
  }, []);
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
