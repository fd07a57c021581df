/**
 * Who is here and whether the vault is open. Owns entering, locking and leaving; the keys
 * themselves never leave the vault's worker. Locking anywhere locks every tab.
 */
import { signal } from '@preact/signals';
import { ApiProblem, get, put, whenSessionIsLost } from '../api/http.ts';
import * as api from '../api/session.ts';

import { caseById } from '../api/cases.ts';
import type { Me, Proof, StatementWire, WayKind } from '../api/types.ts';
import { openVault, type Vault } from '../vault/client.ts';
import { replaceWith } from '../router.ts';
import { wipeWords, wipeWordsOfOthers } from './unsent.ts';

export type Standing =
  | { readonly at: 'starting' }
  | { readonly at: 'out'; readonly why: 'new' | 'locked' | 'signed-out'; readonly login: string }
  | { readonly at: 'in'; readonly me: Me; readonly recovered: Proof | null };

export const standing = signal<Standing>({ at: 'starting' });

/** Where a person goes who wants to be gone: an everyday page that says nothing of this one. */
const ELSEWHERE = 'https://www.bbc.co.uk/weather';
const KEPT = 'gobetween.resume';
const tabs = new BroadcastChannel('gobetween.session');

interface Kept {
  readonly stored: string;
  readonly vault: string;
  readonly revision: number;
  readonly person: string;
}

/** The signed papers that name this person's public keys: the vault compares them with its own. */
interface Papers {
  readonly roster?: StatementWire;
  readonly certificates?: readonly StatementWire[];
}

async function papersOf(who: Me): Promise<Papers> {
  if (who.state === 'waiting') return {};
  if (!isParticipant(who)) return { roster: await api.roster() };
  return who.case === null ? {} : { certificates: (await caseById(who.case)).certificates };
}

let opened: Vault | null = null;
let endings: (() => void)[] = [];
/** On a device that others use, the session ends with the page: a cookie alone would outlive it. */
let endsWithPage = false;

/** This tab's vault worker, started when first needed. */
export function vault(): Vault {
  opened ??= openVault();
  return opened;
}

/** Participants are in one case, on one side; everybody else is staff. */
export function isParticipant(who: Me): boolean {
  return who.roles.some((role) => role === 'harmed' || role === 'responsible');
}

/** Runs when this vault ends: for whatever hangs on it, such as a player. */
export function beforeVaultEnds(act: () => void): void {
  endings.push(act);
}

export function me(): Me {
  if (standing.value.at !== 'in') throw new Error('nobody is signed in');
  return standing.value.me;
}

function forget(): void {
  endings.forEach((act) => act());
  endings = [];
  opened?.end();
  opened = null;
  endsWithPage = false;
  sessionStorage.removeItem(KEPT);
}

/**
 * Signs in and opens the vault. On one's `own` device half of a key stays in this tab and half in
 * the session, so that a reload asks for nothing. Otherwise nothing stays, and the session ends
 * with the page; so it is for every liaison, whose desk is shared. Throws ApiProblem or
 * VaultFault; nothing is left open then.
 */
export async function enter(login: string, kind: WayKind, secret: string, own: boolean): Promise<void> {
  forget();
  const challenge = await api.beginSignIn(login, kind);
  try {
    const { loginToken } = await vault().do.prepareSignIn({ login, secret, salt: challenge.salt, profile: challenge.profile, kind });
    const answer = await api.signIn(login, kind, loginToken);
    const { me: who, vault: sealed, revision, wrapped } = answer;
    await vault().do.unlock({ person: who.person, vault: sealed, revision, wrapped, ...(await papersOf(who)) });
    if (own && !who.roles.includes('liaison')) await keep({ vault: sealed, revision, person: who.person });
    else endsWithPage = true;
    wipeWordsOfOthers(who.person);
    tabs.postMessage(who.person);
    const recovered = kind === 'recovery' ? { kind, login_token: loginToken } : null;
    standing.value = { at: 'in', me: who, recovered };
  } catch (problem) {
    forget();
    throw problem;
  }
}

async function keep(facts: Omit<Kept, 'stored'>): Promise<void> {
  const { stored, serverHalf } = await vault().do.exportForResume({});
  await put('/me/resume', { half: serverHalf });
  sessionStorage.setItem(KEPT, JSON.stringify({ ...facts, stored } satisfies Kept));
}

/** Whoever presses Back after leaving sees that this page is locked. */
function cameBack(): boolean {
  const [arrival] = performance.getEntriesByType('navigation');
  return arrival instanceof PerformanceNavigationTiming && arrival.type === 'back_forward';
}

/** After a reload: opens the vault again where both halves are still there, else asks to sign in. */
export async function start(): Promise<void> {
  const kept = sessionStorage.getItem(KEPT);
  if (kept === null) {
    standing.value = { at: 'out', why: cameBack() ? 'locked' : 'new', login: '' };
    return;
  }
  try {
    const facts = JSON.parse(kept) as Kept;
    const [who, { half }] = await Promise.all([api.me(), get<{ half: string }>('/me/resume')]);
    await vault().do.resume({ ...facts, serverHalf: half, ...(await papersOf(who)) });
    standing.value = { at: 'in', me: who, recovered: null };
  } catch {
    forget();
    standing.value = { at: 'out', why: 'locked', login: '' };
  }
}

/** Asks again who this is: whether they were certified since. */
export async function refreshMe(): Promise<Me> {
  const who = await api.me();
  if (standing.value.at === 'in') standing.value = { ...standing.value, me: who };
  return who;
}

/** Lets the question about a new passphrase, which a recovery code brings up, rest. */
export function recoveryIsOver(): void {
  const now = standing.peek();
  if (now.at === 'in') standing.value = { ...now, recovered: null };
}

/** Stores the vault again after its pins moved. Losing the race to another tab is no harm. */
export async function storePins(moved: boolean): Promise<void> {
  if (!moved) return;
  const { vault: sealed, revision } = await vault().do.resealVault({});
  try {
    await api.storeVault(sealed, revision);
  } catch (problem) {
    if (!(problem instanceof ApiProblem && problem.status === 409)) throw problem;
    return;
  }
  const kept = sessionStorage.getItem(KEPT);
  if (kept !== null) {
    sessionStorage.setItem(KEPT, JSON.stringify({ ...(JSON.parse(kept) as Kept), vault: sealed, revision }));
  }
}

function lockHere(why: 'locked' | 'signed-out'): void {
  const login = standing.peek().at === 'in' ? me().login : '';
  forget();
  if (why === 'signed-out') replaceWith('/');
  standing.value = { at: 'out', why, login: why === 'locked' ? login : '' };
}

/** Locks every tab and ends the session; the login stays filled in, in memory only. */
export async function lock(): Promise<void> {
  tabs.postMessage('lock');
  lockHere('locked');
  await endSession();
}

export async function signOut(): Promise<void> {
  wipeWords();
  tabs.postMessage('sign-out');
  lockHere('signed-out');
  await endSession();
}

async function endSession(): Promise<void> {
  try {
    await api.signOut();
  } catch {
    // The keys are gone from this device; a session that cannot be ended now ends by itself.
  }
}

/** Outlives the page that says it. */
function endSessionWithPage(): void {
  void fetch('/api/v1/sign-in', { method: 'DELETE', headers: { 'X-Gobetween': '1' }, keepalive: true }).catch(() => undefined);
}

/** Wipes first, then goes elsewhere; Back shows a locked page. */
export function leaveQuickly(): void {
  document.documentElement.classList.add('gb-left');
  document.title = ' ';
  wipeWords();
  tabs.postMessage('sign-out');
  forget();
  sessionStorage.clear();
  endSessionWithPage();
  history.replaceState(null, '', location.pathname);
  location.replace(ELSEWHERE);
}

// The tabs of a browser share one session: where somebody else signs in, this person's tab must close.
tabs.addEventListener('message', ({ data }) => {
  const now = standing.peek();
  if (data !== 'lock') wipeWordsOfOthers(String(data));
  if (now.at === 'in' && data !== now.me.person) lockHere('locked');
});

whenSessionIsLost(() => {
  if (standing.peek().at === 'in') lockHere('locked');
});

addEventListener('pagehide', () => {
  if (endsWithPage && standing.peek().at === 'in') endSessionWithPage();
});

// A page that the browser froze and brings back must not show what it showed.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
