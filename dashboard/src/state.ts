import type { Figures, Setting } from "./contract";
import type { Day } from "./periods";

/** Which people the table compares. */
export type By = "owner" | "team";

/** What the reader has chosen to look at. */
export interface Look {
  /** The state at the end of this day; null for now. */
  asOf: Day | null;
  by: By;
  /** Null for the first one. */
  pipeline: string | null;
}

/** What one answer of the API shows. */
export interface Shown {
  look: Look;
  setting: Setting;
  figures: Figures;
  /** The last day that counts. */
  day: Day;
  pipeline: string;
}

export type Trouble = "expired" | "credentials" | "unreachable" | "warehouse" | "noPipeline" | "other";

/** Where the page stands. While it asks again, what was shown before stays. */
export interface State {
  token: string | null;
  look: Look;
  busy: boolean;
  shown: Shown | null;
  trouble: { kind: Trouble; detail: string } | null;
  /** Counts the questions; an answer to an older one is dropped. */
  turn: number;
}

export type Happening =
  | { type: "asked" }
  | { type: "signedIn"; token: string }
  | { type: "signedOut" }
  | { type: "looked"; look: Partial<Look> }
  | { type: "answered"; turn: number; shown: Shown }
  | { type: "refused"; kind: Trouble; detail: string }
  | { type: "failed"; turn: number; kind: Trouble; detail: string };

export const NOW: Look = { asOf: null, by: "owner", pipeline: null };

export function initial(token: string | null): State {
  return { token, look: NOW, busy: token !== null, shown: null, trouble: null, turn: 0 };
}

/** The state after something happened. */
export function next(state: State, happening: Happening): State {
  switch (happening.type) {
    case "asked":
      return { ...state, busy: true, trouble: null, turn: state.turn + 1 };
    case "signedIn":
      return { ...initial(happening.token), turn: state.turn + 1 };
    case "signedOut":
      return { ...initial(null), turn: state.turn + 1 };
    case "refused":
      return { ...initial(null), turn: state.turn, trouble: { kind: happening.kind, detail: happening.detail } };
    case "looked":
      return { ...state, look: { ...state.look, ...happening.look }, busy: true, trouble: null, turn: state.turn + 1 };
    case "answered":
      return happening.turn === state.turn ? { ...state, busy: false, trouble: null, shown: happening.shown } : state;
    case "failed":
      return happening.turn === state.turn ? failed(state, happening.kind, happening.detail) : state;
  }
}

function failed(state: State, kind: Trouble, detail: string): State {
  const trouble = { kind, detail };
  return kind === "expired" ? { ...initial(null), turn: state.turn, trouble } : { ...state, busy: false, trouble };
}
