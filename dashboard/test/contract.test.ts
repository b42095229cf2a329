import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";
import { DASHBOARD, REFRESH, SETTING, SIGN_IN } from "../src/contract";

const schema = buildSchema(readFileSync("../schema.graphqls", "utf8"));

test.each([
  ["SIGN_IN", SIGN_IN],
  ["REFRESH", REFRESH],
  ["SETTING", SETTING],
  ["DASHBOARD", DASHBOARD],
])("%s asks only for what the contract has", (_, document) => {
  expect(validate(schema, parse(document)).map((error) => error.message)).toEqual([]);
});
