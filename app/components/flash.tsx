import { useSearchParams } from "react-router";
import { Answer } from "./answer.tsx";
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
