import {
  DASHBOARD,
  type Figures,
  REFRESH,
  type RefreshAnswer,
  SETTING,
  type Setting,
  SIGN_IN,
  type SignInAnswer,
} from "./contract";
import { ask, Refused, SessionExpired, Unreachable } from "./graphql";
import { type Calendar, dayOf, type Periods, periodsAround, plusDays, startOf } from "./periods";
import { rememberedTokens, rememberTokens } from "./session";
import type { Look, Shown, Trouble } from "./state";

/** Remembers the session; @returns its token, null when login or password is wrong */
export async function signIn(login: string, password: string): Promise<string | null> {
  const answer = await ask<SignInAnswer>(SIGN_IN, { input: { login, password } }, null);
  const error = answer.signIn.userErrors[0];
  if (error && error.code !== "WRONG_CREDENTIALS") {
    throw new Refused(error.code, error.message);
  }
  const { token, refreshToken } = answer.signIn;
  rememberTokens(token ? { token, refreshToken } : null);
  return token;
}

/** Asks with the session's token of now; when that has ended, once more with the next one. */
export async function askSignedIn<T>(document: string, variables: object): Promise<T> {
  const token = rememberedTokens()?.token ?? "";
  try {
    return await ask<T>(document, variables, token);
  } catch (error) {
    if (!(error instanceof SessionExpired)) {
      throw error;
    }
    return ask<T>(document, variables, await tokenAfter(token));
  }
}

let refreshing: Promise<string> | null = null;

/** A refresh token works once, so questions that find the same token ended share one refresh. */
function tokenAfter(ended: string): Promise<string> {
  const known = rememberedTokens()?.token;
  if (known && known !== ended) {
    return Promise.resolve(known);
  }
  refreshing ??= refresh().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function refresh(): Promise<string> {
  const refreshToken = rememberedTokens()?.refreshToken;
  if (!refreshToken) {
    throw new SessionExpired();
  }
  const { refreshSession: next } = await ask<RefreshAnswer>(REFRESH, { input: { refreshToken } }, null);
  if (!next.token) {
    throw new SessionExpired();
  }
  rememberTokens({ token: next.token, refreshToken: next.refreshToken });
  return next.token;
}

/** Everything the page shows: what is fixed for the company first, then all figures in one operation. */
export async function show(look: Look, now: Date): Promise<Shown> {
  const setting = await askSignedIn<Setting>(SETTING, {});
  const pipeline = look.pipeline ?? setting.pipelines.nodes[0]?.id;
  if (!pipeline) {
    throw new Refused("NO_PIPELINE", "");
  }
  const day = look.asOf ?? dayOf(now, setting.company.timeZone);
  const periods = periodsAround(day, setting.company);
  const { analytics } = await askSignedIn<{ analytics: Figures }>(DASHBOARD, {
    ...questions(periods, look, setting.company),
    pipeline,
  });
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
