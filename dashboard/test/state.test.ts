import { expect, test } from "vitest";
import type { Shown } from "../src/state";
import { initial, next, NOW } from "../src/state";

const shown = (day: string) => ({ day }) as Shown;

test("an answer to an older question is dropped", () => {
  const asked = next(initial("token"), { type: "looked", look: { asOf: "2026-06-30" } });
  const late = next(asked, { type: "answered", turn: asked.turn - 1, shown: shown("2026-11-23") });
  const answered = next(late, { type: "answered", turn: asked.turn, shown: shown("2026-06-30") });

  expect(late.shown).toBeNull();
  expect(late.busy).toBe(true);
  expect(answered.shown?.day).toBe("2026-06-30");
  expect(answered.busy).toBe(false);
});

test("what was shown stays while the next question is under way or failed", () => {
  const start = initial("token");
  const first = next(start, { type: "answered", turn: start.turn, shown: shown("2026-11-23") });
  const asking = next(first, { type: "looked", look: { by: "team" } });
  const failed = next(asking, { type: "failed", turn: asking.turn, kind: "warehouse", detail: "" });

  expect(asking.shown?.day).toBe("2026-11-23");
  expect(failed.shown?.day).toBe("2026-11-23");
  expect(failed.trouble?.kind).toBe("warehouse");
});

test("an ended session forgets token and figures and says why", () => {
  const start = next(initial("token"), { type: "answered", turn: 0, shown: shown("2026-11-23") });
  const ended = next(start, { type: "failed", turn: start.turn, kind: "expired", detail: "" });

  expect(ended).toMatchObject({ token: null, shown: null, busy: false, trouble: { kind: "expired" } });
});

test("signing out leaves nothing for the next person", () => {
  const looked = next(initial("token"), { type: "looked", look: { asOf: "2026-06-30" } });
  const out = next(looked, { type: "signedOut" });
  const late = next(out, { type: "answered", turn: looked.turn, shown: shown("2026-06-30") });

  expect(out).toMatchObject({ token: null, shown: null, look: NOW });
  expect(late.shown).toBeNull();
});
