import type { Locator, Page } from "@playwright/test";
import { say as sayIn } from "#app/i18n/describe-problem.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";
import { expect, hydrated } from "./browser.ts";

/** How somebody works: in which language, on which screen, with a pointer or with the keys alone. */
export interface Manner {
  /** For the name of a test. */
  name: string;
  keys: boolean;
  /** For `test.use`. */
  look: { locale: Locale; colorScheme: "light" | "dark"; viewport: { width: number; height: number } };
}

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const chinese = { locale: "zh-CN", colorScheme: "light" } as const;
const english = { locale: "en", colorScheme: "dark" } as const;

/** The other way round, so that both runs together tell every story by hand and by keys in each language. */
const swapped = process.env.MANNERS === "swapped";
const [first, second] = swapped ? [english, chinese] : [chinese, english];

const atDesk = (look: typeof chinese | typeof english): Manner => ({
  name: `at a desk, in ${look.locale === "en" ? "English" : "Chinese"}`,
  keys: false,
  look: { ...look, viewport: desk },
});
const byPhone = (look: typeof chinese | typeof english): Manner => ({
  name: `by keyboard on a phone, in ${look.locale === "en" ? "English" : "Chinese"}`,
  keys: true,
  look: { ...look, viewport: phone },
});

/** For a story that is told once. */
export const chineseDesk: Manner = atDesk(chinese);

/** For a part of a story that is told by keys. */
export const byKeyboard: Manner = byPhone(second);

/** Between them every job is done in each language, at a desk and on a phone, with a pointer and without. */
export const manners: readonly Manner[] = [atDesk(first), byKeyboard];

/** The same with the hands changed: half of the stories are told so, that neither language goes with one way of working. */
export const otherManners: readonly Manner[] = [byPhone(first), atDesk(second)];

interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Acts on a page in one manner, so that a story is told once. Targets are named by `say`, the words of its language. */
export interface Hand {
  page: Page;
  main: Locator;
  /** Words as the page's reader reads them. */
  say(key: string, params?: Record<string, string | number>): string;
  /** Goes to an address and waits until the page lives. */
  open(path: string): Promise<void>;
  /** Presses a button, follows a link, unfolds a disclosure. */
  press(target: Locator): Promise<void>;
  /** Writes into a field in place of what it holds. */
  write(field: Locator, text: string): Promise<void>;
  /** Ticks a checkbox or chooses a radio button. */
  tick(box: Locator): Promise<void>;
  /** Chooses an option of a list by its value. */
  choose(list: Locator, value: string): Promise<void>;
  upload(field: Locator, file: Upload): Promise<void>;
  /** Unfolds an act by the words on it and returns what it unfolds. */
  unfold(words: string | RegExp): Promise<Locator>;
}

/** `scripts`: whether the browser runs the page's; without them a page is complete once it is there. */
export async function handOf(
  page: Page,
  { look: { locale }, keys }: Manner,
  { scripts = true } = {},
): Promise<Hand> {
  await page.context().addCookies([{ name: "kx_lang", value: locale, domain: "localhost", path: "/" }]);
  const main = page.getByRole("main");
  const acts = keys ? byKeys(page) : byPointer();
  const upload = uploader(page, keys ? (field) => reach(page, field) : undefined);
  const unfold = async (words: string | RegExp) => {
    const act = main.locator("details").filter({ has: page.locator("summary").filter({ hasText: words }) });
    await acts.press(act.locator("summary").first());
    return act.first();
  };
  return {
    ...{ page, main, ...acts, upload, unfold },
    say: (key, params = {}) => sayIn(translatorFor(locale).t, key, params),
    open: async (path) => {
      await page.goto(path);
      if (scripts) await hydrated(page);
    },
  };
}

type Acts = Pick<Hand, "press" | "write" | "tick" | "choose">;

const byPointer = (): Acts => ({
  press: async (target) => {
    await ready(target);
    await target.click();
  },
  write: (field, text) => field.fill(text),
  tick: (box) => box.check(),
  choose: async (list, value) => {
    await list.selectOption(value);
  },
});

const byKeys = (page: Page): Acts => ({
  press: async (target) => {
    await ready(target);
    await reach(page, target);
    await page.keyboard.press("Enter");
  },
  write: async (field, text) => {
    await reach(page, field);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(text);
    await expect(field).toHaveValue(text);
  },
  tick: async (box) => {
    await reach(page, box);
    if (!(await box.isChecked())) await page.keyboard.press("Space");
    await expect(box).toBeChecked();
  },
  choose: async (list, value) => {
    await reach(page, list);
    const steps = await list.evaluate((select, wanted) => {
      if (!(select instanceof HTMLSelectElement)) throw new Error("not a list");
      return [...select.options].findIndex((option) => option.value === wanted) - select.selectedIndex;
    }, value);
    for (let step = 0; step < Math.abs(steps); step += 1)
      await page.keyboard.press(steps > 0 ? "ArrowDown" : "ArrowUp");
    await expect(list).toHaveValue(value);
  },
});

/**
 * Answers the file dialogue, with `reachField` where keys open it. It listens from the start: a dialogue that opens before
 * anybody listens is the browser's own.
 */
function uploader(page: Page, reachField?: (field: Locator) => Promise<void>): Hand["upload"] {
  let wanted: Upload | undefined;
  page.on("filechooser", (chooser) => (wanted ? chooser.setFiles(wanted) : undefined));
  return async (field, file) => {
    wanted = file;
    await reachField?.(field);
    await (reachField ? page.keyboard.press("Enter") : field.click());
    const size = () =>
      field.evaluate((input) => (input instanceof HTMLInputElement ? input.files?.[0]?.size : undefined));
    await expect.poll(size).toBe(file.buffer.length);
  };
}

/** Waits until a button takes a press: while a form is on its way it refuses. */
async function ready(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  await expect(target).not.toHaveAttribute("aria-disabled", "true");
}

const mostPresses = 300;

/**
 * Tab, or Shift+Tab where it lies behind, until the focus is on `target`; among radio buttons, of which Tab knows one, the
 * arrows go on. At first as many presses at once as things that take the focus seem to lie between, then step by step.
 */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < mostPresses; ) {
    const way = await target.evaluate((element) => {
      const active = document.activeElement;
      if (active === element) return null;
      const from = active === document.body ? null : active;
      const before = from !== null && isBefore(element, from);
      if (isRadio(from) && isRadio(element) && from.name === element.name && from.form === element.form)
        return { key: before ? "ArrowUp" : "ArrowDown", times: 1 };
      const stops = [
        ...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary"),
      ];
      const between = stops.filter(
        (stop) =>
          stop.tabIndex >= 0 &&
          stop.checkVisibility({ visibilityProperty: true }) &&
          (before
            ? isBefore(element, stop) && (from === null || isBefore(stop, from))
            : isBefore(stop, element) && (from === null || isBefore(from, stop))),
      );
      return { key: before ? "Shift+Tab" : "Tab", times: between.length + 1 };

      function isRadio(one: Element | null): one is HTMLInputElement {
        return one instanceof HTMLInputElement && one.type === "radio";
      }
      function isBefore(one: Element, other: Element): boolean {
        return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      }
    });
    if (way === null) return;
    const times = presses === 0 ? way.times : 1;
    for (let time = 0; time < times; time += 1) await page.keyboard.press(way.key);
    presses += times;
  }
  throw new Error(`the keyboard never reached ${target}`);
}
