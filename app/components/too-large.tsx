import { lazy, Suspense, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useLocation } from "react-router";
import { isTooLarge } from "#app/runtime/body-limits.ts";

const TooLargeWords = lazy(() => import("./too-large-words.tsx"));

/**
 * Keeps back every form that is more than the server takes, and says so at its head: sent, it would be refused before
 * anything reads it, by a page on which nothing of what was typed is left.
 */
export function TooLarge() {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const { key } = useLocation();
  useEffect(() => {
    const onSubmit = (event: SubmitEvent) => setPlace(keptBack(event));
    // Before the router, which listens to the document.
    window.addEventListener("submit", onSubmit, true);
    return () => window.removeEventListener("submit", onSubmit, true);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on another page nothing is kept back
  useEffect(() => setPlace(null), [key]);
  useEffect(() => () => place?.remove(), [place]);
  return (
    place &&
    createPortal(
      <Suspense>
        <TooLargeWords />
      </Suspense>,
      place,
    )
  );
}

/** A place for words at the head of the form, if it was kept back. */
function keptBack(event: SubmitEvent): HTMLElement | null {
  const { target: form, submitter } = event;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return null;
  if (!isTooLarge(new FormData(form, submitter), form.enctype === "multipart/form-data")) return null;
  event.preventDefault();
  event.stopPropagation();
  const place = document.createElement("div");
  form.prepend(place);
  return place;
}
