const digits = "零壹贰叁肆伍陆柒捌玖";
const places = ["", "拾", "佰", "仟"];
const groups = ["", "万", "亿", "万亿"];

/**
 * An amount in the characters that cannot be altered (人民币大写), as payment papers carry it: `1050` fen is 壹拾元伍角整.
 * Follows the rules of the central bank for filling in payment papers: runs of zeros are said once, `整` where no fen follows.
 */
export function capitalAmount(fen: number): string {
  const whole = Math.trunc(fen / 100);
  const [jiao, cents] = [Math.trunc((fen % 100) / 10), fen % 10];
  const yuan = whole === 0 ? "" : `${capitalWhole(whole)}元`;
  if (jiao === 0 && cents === 0) return `${yuan || "零元"}整`;
  const skipped = jiao === 0 && yuan !== "" ? "零" : "";
  const tenths = jiao === 0 ? skipped : `${digits[jiao]}角`;
  return `${yuan}${tenths}${cents === 0 ? "整" : `${digits[cents]}分`}`;
}

function capitalWhole(value: number): string {
  let text = "";
  let gap = false;
  for (let group = Math.ceil(String(value).length / 4) - 1; group >= 0; group--) {
    const four = Math.trunc(value / 10_000 ** group) % 10_000;
    if (four === 0) {
      gap = text !== "";
      continue;
    }
    const lead = text !== "" && (gap || four < 1_000) ? "零" : "";
    text += `${lead}${capitalFour(four)}${groups[group]}`;
    gap = false;
  }
  return text;
}

function capitalFour(value: number): string {
  let text = "";
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.trunc(value / 10 ** place) % 10;
    if (digit === 0) {
      gap = text !== "";
      continue;
    }
    text += `${gap ? "零" : ""}${digits[digit]}${places[place]}`;
    gap = false;
  }
  return text;
}
