import { readFileSync } from "node:fs";
import { parse } from "graphql";
import { expect, test } from "vitest";
import { operations } from "../graphiql/operations";

test("the page offers five operations, each with the comment above it", () => {
  const page = readFileSync(new URL("../graphiql/index.html", import.meta.url), "utf8");
  const text = /id="operations">([^]*?)<\/script>/.exec(page)![1]!;

  const found = operations(text);

  const names = found.map((operation) => parse(operation).definitions.map((one) => "name" in one && one.name?.value));
  expect(names).toEqual([["Me"], ["Deals"], ["Customers"], ["Pipelines"], ["WinRate"]]);
  expect(found.every((operation) => operation.startsWith("# "))).toBe(true);
});
