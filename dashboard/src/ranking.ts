import type { Answered, Figure, Figures, Place } from "./contract";

/** One person or team of the quarter. */
export interface Ranked {
  key: string;
  /** Null for deals of nobody. */
  label: string | null;
  wonAmount: number;
  wonCount: number;
  winRate: Figure | null;
  openCount: number;
}

type Compared = Pick<Figures, "wonAmountBy" | "wonCountBy" | "winRateBy" | "openCountBy">;

/** Everybody who stands in any of the four answers, the largest amount first, then by name. */
export function ranked(figures: Compared): Ranked[] {
  const amounts = byKey(figures.wonAmountBy);
  const counts = byKey(figures.wonCountBy);
  const rates = byKey(figures.winRateBy);
  const open = byKey(figures.openCountBy);
  const everybody = new Map([...open, ...rates, ...counts, ...amounts]);
  return [...everybody]
    .map(([key, place]) => ({
      key,
      label: place.dimensions[0]?.label ?? null,
      wonAmount: amounts.get(key)?.value ?? 0,
      wonCount: counts.get(key)?.value ?? 0,
      winRate: rates.get(key) ?? null,
      openCount: open.get(key)?.value ?? 0,
    }))
    .sort((left, right) => right.wonAmount - left.wonAmount || (left.label ?? "").localeCompare(right.label ?? ""));
}

function byKey(answer: Answered<Place>): Map<string, Place> {
  return new Map(answer.rows.map((row) => [row.dimensions[0]?.key ?? "", row]));
}
