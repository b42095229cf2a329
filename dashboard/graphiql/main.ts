import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./style.css";
import { explorerPlugin } from "@graphiql/plugin-explorer";
import { createGraphiQLFetcher, type Fetcher } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { operations } from "./operations";
import { sessionBar } from "./session-bar";

const root = createRoot(document.getElementById("graphiql")!);
const plugins = [HISTORY_PLUGIN, explorerPlugin()];
const defaultTabs = operations(document.getElementById("operations")!.textContent ?? "").map((query) => ({ query }));

// A new fetcher makes GraphiQL read the schema again, which only those who are signed in may.
sessionBar(document.querySelector<HTMLFormElement>("#session")!, (token) => {
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  const fetcher: Fetcher = createGraphiQLFetcher({ url: new URL("graphql", location.href).href, headers });
  root.render(createElement(GraphiQL, { key: token ?? "", fetcher, plugins, defaultTabs, shouldPersistHeaders: false }));
});
