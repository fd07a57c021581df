/** Signing in and out, one's own sealed vault, and enrolling with a code. */
import { get, postBeforeSession, put, remove } from './http.ts';
import type { Me, OpenedInvitation, SignedIn, SignInChallenge, StatementWire, StoredWay, WayKind } from './types.ts';

export function beginSignIn(login: string, kind: WayKind): Promise<SignInChallenge> {
  return postBeforeSession('/sign-in/begin', { login, kind });
}

/** Throws ApiProblem 401 `sign-in-refused` for every wrong login or passphrase alike. */
export function signIn(login: string, kind: WayKind, loginToken: string): Promise<SignedIn> {
  return postBeforeSession('/sign-in', { login, kind, login_token: loginToken, session: 'cookie' });
}

export function signOut(): Promise<void> {
  return remove('/sign-in');
}

export function me(): Promise<Me> {
  return get('/me');
}

/** `revision` must be one more than the stored one, otherwise ApiProblem 409. */
export function storeVault(vault: string, revision: number): Promise<void> {
  return put('/me/vault', { vault, revision });
}

export function roster(): Promise<StatementWire> {
  return get('/roster');
}

/** Throws ApiProblem 404 `enrolment-refused` for a wrong, spent or expired code alike. */
export function openInvitation(login: string, enrolToken: string): Promise<OpenedInvitation> {
  return postBeforeSession('/enrolments/open', { login, enrol_token: enrolToken });
}

export interface EnrolmentReply {
  readonly login: string;
  readonly enrol_token: string;
  readonly reply: string;
  readonly mac: string;
  readonly vault: string;
  readonly ways: readonly StoredWay[];
}

/** Spends the code. */
export function replyToInvitation(reply: EnrolmentReply): Promise<void> {
  return postBeforeSession('/enrolments/reply', reply);
}
