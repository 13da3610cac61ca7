// How one tells what became of a cell: the name of a field or of another place, and the values that stand there.
import { capital, el, facts, t } from "./ui.js";

const BOTH = { owner: ["buyer_owner", "seller_owner"], owner_email: ["buyer_owner", "seller_owner"], before_go_live: ["target_date"] };

// "target_date", "internal.notes", "row of totals" in the reader's language
export function is(became) {
  const key = `became_${became.replace(/\W+/g, "_")}`;
  return key in facts.words ? t(key) : `cell_${became}` in facts.words ? t(`cell_${became}`) : became;
}

// What the cell's text became, where that is not the text itself: [[field, value], ...]
export function field(became, values, text) {
  const plain = (said) => said.replace(/\s+/g, " ").trim().toLowerCase();
  const found = (BOTH[became] || [became]).filter((key) => values[key] && plain(values[key]) !== plain(text)).map((key) => [key, values[key]]);
  return found.length ? found : null;
}

const SIGNS = { placed: "", kept: "✎ ", told: "– ", asked: "? ", lost: "! " };

export const tag = (kind, text) => el(`small.tag.${kind}`, {}, `${SIGNS[kind]}${text}`);
export const remark = (kind, text) => el(`p.remark.${kind}`, {}, `${SIGNS[kind]}${capital(text)}`);
