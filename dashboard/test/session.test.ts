import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askSignedIn } from "../src/ask";
import { SessionExpired } from "../src/graphql";
import { rememberedTokens, rememberTokens } from "../src/session";

interface Sent {
  bearer: string | undefined;
  refreshToken: string | undefined;
}

const sent: Sent[] = [];

beforeEach(() => {
  sent.length = 0;
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

afterEach(() => vi.unstubAllGlobals());

/** An API that takes the token "new" alone, and gives it for the refresh token "r1", once. */
function api(): void {
  let refreshToken = "r1";
  vi.stubGlobal("fetch", async (_: string, request: { headers: Record<string, string>; body: string }) => {
    const input = (JSON.parse(request.body) as { variables: { input?: { refreshToken: string } } }).variables.input;
    const bearer = request.headers.Authorization;
    sent.push({ bearer, refreshToken: input?.refreshToken });
    if (input) {
      const right = input.refreshToken === refreshToken;
      refreshToken = "r2";
      return answer(200, { data: { refreshSession: right ? { token: "new", refreshToken } : { token: null } } });
    }
    return bearer === "Bearer new" ? answer(200, { data: { a: 1 } }) : answer(401, {});
  });
}

function answer(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status });
}

test("an ended token is refreshed once for all questions that find it ended", async () => {
  api();
  rememberTokens({ token: "old", refreshToken: "r1" });

  const answers = await Promise.all([askSignedIn("{ a }", {}), askSignedIn("{ a }", {})]);

  expect(answers).toEqual([{ a: 1 }, { a: 1 }]);
  expect(sent.filter((request) => request.refreshToken)).toEqual([{ bearer: undefined, refreshToken: "r1" }]);
  expect(rememberedTokens()).toEqual({ token: "new", refreshToken: "r2" });
});

test("a session that has ended is not refreshed again and again", async () => {
  api();
  rememberTokens({ token: "old", refreshToken: "used before" });

  await expect(askSignedIn("{ a }", {})).rejects.toBeInstanceOf(SessionExpired);
  expect(sent).toHaveLength(2);
});

test("a token kept by an older page has nothing to be refreshed by", async () => {
  api();
  sessionStorage.setItem("headwater.token", "old");

  await expect(askSignedIn("{ a }", {})).rejects.toBeInstanceOf(SessionExpired);
  expect(sent).toHaveLength(1);
});
