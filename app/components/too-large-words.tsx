import { useEffect, useRef } from "react";
import { Refusal } from "./notice.tsx";

/** That a form is too large; takes the focus when it appears. */
export default function TooLargeWords() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1}>
      <Refusal problem={{ code: "payload_too_large", status: 413 }} />
    </div>
  );
}
