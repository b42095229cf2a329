import { DASHBOARD, type Figures, SETTING, type Setting, SIGN_IN, type SignInAnswer } from "./contract";
import { ask, Refused, SessionExpired, Unreachable } from "./graphql";
import { type Calendar, dayOf, type Periods, periodsAround, plusDays, startOf } from "./periods";
import type { Look, Shown, Trouble } from "./state";

/** @returns the token; null when login or password is wrong */
export async function signIn(login: string, password: string): Promise<string | null> {
  const answer = await ask<SignInAnswer>(SIGN_IN, { input: { login, password } }, null);
  const error = answer.signIn.userErrors[0];
  if (error && error.code !== "WRONG_CREDENTIALS") {
    throw new Refused(error.code, error.message);
  }
  return answer.signIn.token;
}

/** Everything the page shows: what is fixed for the company first, then all figures in one operation. */
export async function show(token: string, look: Look, now: Date): Promise<Shown> {
  const setting = await ask<Setting>(SETTING, {}, token);
  const pipeline = look.pipeline ?? setting.pipelines.nodes[0]?.id;
  if (!pipeline) {
    throw new Refused("NO_PIPELINE", "");
  }
  const day = look.asOf ?? dayOf(now, setting.company.timeZone);
  const periods = periodsAround(day, setting.company);
  const { analytics } = await ask<{ analytics: Figures }>(
    DASHBOARD,
    { ...questions(periods, look, setting.company), pipeline },
    token,
  );
  return { look, setting, figures: analytics, day, pipeline };
}

/** asOf is exclusive in the contract: the end of a day is the start of the next. */
function questions(periods: Periods, look: Look, calendar: Calendar): object {
  const asOf = look.asOf ? startOf(plusDays(look.asOf, 1), calendar.timeZone) : null;
  return { ...periods, by: [look.by], asOf };
}

export function troubleOf(error: unknown): { kind: Trouble; detail: string } {
  if (error instanceof SessionExpired) {
    return { kind: "expired", detail: "" };
  }
  if (error instanceof Unreachable) {
    return { kind: "unreachable", detail: error.message };
  }
  if (error instanceof Refused) {
    return { kind: refusals[error.code] ?? "other", detail: error.message };
  }
  return { kind: "other", detail: String(error) };
}

const refusals: Record<string, Trouble> = { UPSTREAM_UNAVAILABLE: "warehouse", NO_PIPELINE: "noPipeline" };
