import { afterEach, expect, test, vi } from "vitest";
import { ask, Refused, SessionExpired, Unreachable } from "../src/graphql";

afterEach(() => vi.unstubAllGlobals());

function answers(status: number, body: string): void {
  vi.stubGlobal("fetch", async () => new Response(body, { status }));
}

test("a token that is no longer accepted ends the session", async () => {
  answers(401, "");
  await expect(ask("{ viewer { name } }", {}, "old")).rejects.toBeInstanceOf(SessionExpired);

  answers(200, '{"errors":[{"message":"Sign in.","extensions":{"code":"UNAUTHENTICATED"}}]}');
  await expect(ask("{ viewer { name } }", {}, null)).rejects.toBeInstanceOf(SessionExpired);
});

test("a refusal keeps its code and message", async () => {
  answers(200, '{"data":null,"errors":[{"message":"Too far behind.","extensions":{"code":"UPSTREAM_UNAVAILABLE"}}]}');

  const refusal = await ask("{ a }", {}, "t").catch((error: unknown) => error);

  expect(refusal).toBeInstanceOf(Refused);
  expect(refusal).toMatchObject({ code: "UPSTREAM_UNAVAILABLE", message: "Too far behind." });
});

test("whatever is not the API counts as unreachable", async () => {
  answers(502, "<html>Bad Gateway</html>");

  await expect(ask("{ a }", {}, "t")).rejects.toBeInstanceOf(Unreachable);
});
