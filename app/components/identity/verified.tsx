import type { Deadline as EndOfPeriod } from "#app/domain/deadline.ts";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day, Deadline } from "#app/components/text.tsx";

/** Whether a regulator has verified the organisation. */
export function VerifiedTag({ verified }: { verified: boolean }) {
  const { t } = useTranslation("organization");
  return (
    <StateTag tone={verified ? "confirmed" : "warning"}>{t(verified ? "verified" : "unverified")}</StateTag>
  );
}

interface NoticeProps {
  organization: { verifiedAt: Date | null; reverifyAt: Date | null };
  waiting: { state: string; deadline: EndOfPeriod | null; reasons: string } | null;
  mayEdit: boolean;
}

/** What comes next on the way to being verified, whose turn it is and by when. */
export function VerifyNotice({ organization, waiting, mayEdit }: NoticeProps) {
  const { t } = useTranslation("organization");
  const link = mayEdit && (
    <Link className="link" to="/organization/verification">
      {t("verification.open")}
    </Link>
  );
  if (waiting?.state === "submitted") {
    return (
      <p>
        {t("verification.waits")} {waiting.deadline && <Deadline at={waiting.deadline} />}
      </p>
    );
  }
  if (waiting?.state === "returned") {
    return (
      <p>
        {t("verification.returned", { reasons: waiting.reasons })} {link}
      </p>
    );
  }
  if (organization.verifiedAt) {
    return (
      organization.reverifyAt && (
        <p>
          {t("verification.validUntil")} <Day at={organization.reverifyAt} />
        </p>
      )
    );
  }
  return (
    <p>
      {t("verification.needed")} {link}
    </p>
  );
}
