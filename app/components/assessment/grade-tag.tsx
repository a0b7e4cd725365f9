import { useTranslation } from "react-i18next";
import { StateTag } from "#app/components/state-tag.tsx";
import type { AssessmentGrade } from "#db/schema/vocabulary.ts";
import { gradeTone } from "./words.ts";

/** 优秀, 良好, 合格 or 较差; nothing before scoring. */
export function GradeTag({ grade }: { grade: AssessmentGrade | null }) {
  const { t } = useTranslation("assessment");
  return grade && <StateTag tone={gradeTone[grade]}>{t(`grade.${grade}`)}</StateTag>;
}
