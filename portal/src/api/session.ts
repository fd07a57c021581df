/** Signing in and out, one's sessions and ways in, one's sealed vault, enrolling with a code. */
import { everyRow, get, post, postBeforeSession, put, remove } from './http.ts';
import type { WayIn } from '../vault/messages.ts';
import type {
  Me,
  NewWays,
  OpenedInvitation,
  Proof,
  SessionRow,
  SignedIn,
  SignInChallenge,
  StatementWire,
  StoredWay,
  WayKind,
} from './types.ts';

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

/** One's own sessions that have not ended, newest first. */
export function mySessions(): Promise<SessionRow[]> {
  return everyRow('/me/sessions');
}

export function endSession(session: string): Promise<void> {
  return remove(`/me/sessions/${session}`);
}

/** Signs out everywhere but here. */
export function endOtherSessions(): Promise<void> {
  return remove('/me/sessions');
}

/** Throws ApiProblem 401 `sign-in-refused` for a secret that is not one's present one. */
export function prove(proof: Proof): Promise<void> {
  return post('/me/proof', proof);
}

/** Throws as `prove`. Done twice it is done once, so it may be tried again. Others sign out. */
export function replaceWays(ways: NewWays): Promise<void> {
  return put('/me/ways', ways);
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

/** Ways in, as the vault made them, in the service's words. */
export function storedWays(ways: readonly WayIn[]): StoredWay[] {
  return ways.map(({ kind, profile, salt, loginToken, wrapped }) => ({ kind, profile, salt, login_token: loginToken, wrapped }));
}

/** Spends the code. */
export function replyToInvitation(reply: EnrolmentReply): Promise<void> {
  return postBeforeSession('/enrolments/reply', reply);
}
