/** The token is missing, expired or no longer accepted. */
export class SessionExpired extends Error {}

/** The API was reached and could not answer; the message is its own. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The API was not reached, or what answered is not it. */
export class Unreachable extends Error {}

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/**
 * Asks the API.
 *
 * @returns the data of an answer without errors; anything else is one of this module's errors
 */
export async function ask<T>(document: string, variables: object, token: string | null): Promise<T> {
  const response = await post({ query: document, variables }, token);
  if (response.status === 401) {
    throw new SessionExpired();
  }
  const answer = await body<T>(response);
  const error = answer.errors?.[0];
  if (error) {
    const code = error.extensions?.code ?? "INTERNAL";
    throw code === "UNAUTHENTICATED" ? new SessionExpired() : new Refused(code, error.message);
  }
  if (!answer.data) {
    throw new Unreachable(`HTTP ${response.status}`);
  }
  return answer.data;
}

async function post(question: object, token: string | null): Promise<Response> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  try {
    return await fetch("graphql", { method: "POST", headers, body: JSON.stringify(question) });
  } catch (e) {
    throw new Unreachable(String(e));
  }
}

async function body<T>(response: Response): Promise<Answer<T>> {
  try {
    return (await response.json()) as Answer<T>;
  } catch {
    throw new Unreachable(`HTTP ${response.status}`);
  }
}
