import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/form.tsx";
import { usePostedForm, type FormReply } from "#app/components/identity/posted-form.ts";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import { textOf } from "#app/components/field-meta.ts";
import { Notice, Refusal } from "#app/components/notice.tsx";
import type { SynonymPreview } from "#app/domain/search/synonyms/judge.server.ts";
import { fewestTerms, mostTerms } from "#app/domain/search/synonyms/policy.ts";
import type { Problem, Reason } from "#app/runtime/problem.ts";
import { PreviewBox } from "./preview-box.tsx";
import { ReasonList } from "./reason-list.tsx";

interface Fields extends Record<string, unknown> {
  terms: string;
  seen: string;
  reason: string;
}

type Reply = FormReply & { problem: Problem | null; preview: SynonymPreview | null };

/** The words of a group, one a line; first looked at, then saved. */
export function GroupForm({ terms, reply }: { terms: readonly string[]; reply: Reply | undefined }) {
  const { t } = useTranslation("synonyms");
  const words = terms.join("\n");
  const { form, fields, props } = usePostedForm<Fields>("synonyms", reply, {
    terms: words,
    seen: words,
    reason: "",
  });
  const doubtful = reply?.problem?.code === "synonyms_doubtful";
  const refused = reply?.problem && !doubtful;
  return (
    <Form method="post" className="grid max-w-form gap-5" {...props}>
      {refused ? (
        <Answer problem={reply.problem} terms={terms} />
      ) : (
        !doubtful && <ErrorSummary form={form} fields={fields} labels={{ terms: t("terms") }} />
      )}
      <input type="hidden" name="seen" value={textOf(fields.seen) ?? words} />
      <TextArea
        meta={fields.terms}
        label={t("terms")}
        help={t("termsHelp", { fewest: fewestTerms, most: mostTerms })}
        rows={Math.min(Math.max(terms.length + 2, 6), 22)}
        spellCheck={false}
      />
      <TextInput meta={fields.reason} label={t("reason")} help={t("reasonHelp")} optional />
      {reply?.preview && <PreviewBox preview={reply.preview} />}
      {doubtful && <Doubts reasons={reply?.problem?.reasons ?? []} />}
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="intent" value="save">
          {t(doubtful ? "saveAnyway" : "save")}
        </SubmitButton>
        <SubmitButton look="secondary" name="intent" value="preview">
          {t("preview")}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** Why nothing was saved; after somebody else's change, what the group holds now. */
function Answer({ problem, terms }: { problem: Problem | null; terms: readonly string[] }) {
  const { t } = useTranslation("synonyms");
  if (!problem) return null;
  if (problem.code !== "synonyms_changed") return <Refusal problem={problem} />;
  return (
    <Refusal problem={problem}>
      <div className="grid gap-1">
        <p className="font-medium">{t("changedNow")}</p>
        <p>{terms.join(" · ")}</p>
        <Link className="link justify-self-start" to="." reloadDocument>
          {t("useCurrent")}
        </Link>
      </div>
    </Refusal>
  );
}

/** Doubts that saving now overrules, each group that is meant with a link. */
function Doubts({ reasons }: { reasons: readonly Reason[] }) {
  const { t } = useTranslation("synonyms");
  return (
    <Notice kind="warning" live title={t("doubts")}>
      <ReasonList reasons={reasons} />
      <p>{t("acceptHelp")}</p>
      <input type="hidden" name="accept" value="on" />
    </Notice>
  );
}
