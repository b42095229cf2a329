// Prints one line per audit of the GraphQL over HTTP draft: id, result, name.
import { auditServer } from 'graphql-http';

const [url, token] = process.argv.slice(2);
const results = await auditServer({
  url,
  fetchFn: (target, init = {}) =>
    fetch(target, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
});
for (const { id, status, name } of results) {
  console.log(`${id} ${status} ${name}`);
}
