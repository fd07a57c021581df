/**
 * One way to ask the service. Owns the session header, problem details and the reading of every
 * answer to its end; knows nothing of what is asked. The session itself is a cookie that no
 * script can see.
 */

const ROOT = '/api/v1';

/** Sent with everything that changes something: a form on another site cannot set it. */
export const OWN_HEADERS: Readonly<Record<string, string>> = { 'X-Gobetween': '1' };

/** The service answered, and the answer was no. `slug` names why; `status` is 400 or more. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly slug: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${status} ${slug}`);
  }
}

/** The service could not be reached at all. Nothing is known about what it did. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Somebody who is signed in showed a wrong secret: they stay signed in. */
const WRONG_SECRET = 'sign-in-refused';

let sessionLost: () => void = () => undefined;

/** Calls back whenever the service no longer knows this session (401 outside signing in). */
export function whenSessionIsLost(act: () => void): void {
  sessionLost = act;
}

interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly bytes?: ArrayBuffer | Uint8Array<ArrayBuffer>;
  /** Set where 401 means "wrong passphrase", not "session gone". */
  readonly signingIn?: boolean;
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text();
  try {
    const facts = JSON.parse(text) as Record<string, unknown>;
    const slug = typeof facts['slug'] === 'string' ? facts['slug'] : 'unknown';
    return new ApiProblem(response.status, slug, facts);
  } catch {
    return new ApiProblem(response.status, 'unknown');
  }
}

async function send(ask: Ask): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (ask.method !== 'GET') Object.assign(headers, OWN_HEADERS);
  const init: RequestInit = { method: ask.method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (ask.bytes !== undefined) {
    headers['Content-Type'] = 'application/octet-stream';
    init.body = ask.bytes;
  } else if (ask.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(ask.body);
  }
  let response: Response;
  try {
    response = await fetch(ROOT + ask.path, init);
  } catch {
    throw new Unreachable();
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (response.status === 401 && ask.signingIn !== true && problem.slug !== WRONG_SECRET) sessionLost();
  throw problem;
}

async function answer<T>(ask: Ask): Promise<T> {
  const response = await send(ask);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export function get<T>(path: string): Promise<T> {
  return answer<T>({ method: 'GET', path });
}

export function post<T>(path: string, body: unknown): Promise<T> {
  return answer<T>({ method: 'POST', path, body });
}

/** POST where being refused (401) is an answer of its own and not the end of a session. */
export function postBeforeSession<T>(path: string, body: unknown): Promise<T> {
  return answer<T>({ method: 'POST', path, body, signingIn: true });
}

export function put(path: string, body: unknown): Promise<void> {
  return answer<void>({ method: 'PUT', path, body });
}

export function putBytes(path: string, bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<void> {
  return answer<void>({ method: 'PUT', path, bytes });
}

export function remove(path: string): Promise<void> {
  return answer<void>({ method: 'DELETE', path });
}

/** Follows a list to its end, `limit` rows at a time. */
export async function everyRow<Row>(path: string): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const query: string = `${path.includes('?') ? '&' : '?'}limit=100${after === null ? '' : `&after=${encodeURIComponent(after)}`}`;
    const page: { rows: Row[]; next: string | null } = await get(path + query);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}
