import { defineConfig } from "vite";

// The API's jar takes these files as its folder "static" and serves them at its root.
export default defineConfig({
  base: "./",
  build: {
    outDir: "target/dist",
    emptyOutDir: true,
    // A strict Content-Security-Policy allows no data: addresses and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Two pages; the API serves the second one at /graphiql.
    rolldownOptions: { input: ["index.html", "graphiql/index.html"] },
    chunkSizeWarningLimit: 8000,
  },
  worker: { format: "es" },
  server: { proxy: { "/graphql": "http://localhost:8080" } },
});
