/**
 * Whose keys are unlocked in this worker. Owns the only copy of them in the tab and the pins that
 * go with them; refuses to hand out keys beyond this folder, or to hand them to the page at all.
 */
import { b64, type Id } from '../../sealing/encoding.ts';
import { keysOf, sealVault, type PersonKeys, type Vault } from '../../sealing/keys.ts';
import { wipe } from '../../sealing/sodium.ts';
import type { Me } from '../../sealing/verify/ground.ts';
import type { Pins } from '../../sealing/verify/roster.ts';
import type { Whoami } from '../messages.ts';
import { Refusal } from './refusal.ts';

export interface Unlocked {
  readonly vaultKey: Uint8Array;
  readonly keys: PersonKeys;
  readonly vault: Vault;
  readonly revision: number;
}

let current: Unlocked | null = null;

export function keepUnlocked(vaultKey: Uint8Array, vault: Vault, revision: number): Whoami {
  current = { vaultKey, keys: keysOf(vault), vault, revision };
  return whoami();
}

/** Throws `locked`. */
export function unlocked(): Unlocked {
  if (!current) throw new Refusal('locked', 'The keys are locked.');
  return current;
}

export function whoami(): Whoami {
  const { vault, keys, revision } = unlocked();
  const { person, org } = vault;
  return { person, org, sign: keys.signPublic, box: keys.boxPublic, revision };
}

export function me(): Me & { readonly person: Id } {
  const { vault, keys } = unlocked();
  return { person: vault.person, signPublic: keys.signPublic, boxPublic: keys.boxPublic };
}

export function pins(): Pins {
  const { root, org, roster, cases } = unlocked().vault;
  return { root, org, roster, cases };
}

/** Remembers newer pins; nothing ever goes back. Answers whether anything moved. */
export function remember(seen: Pins): boolean {
  const state = unlocked();
  const { vault } = state;
  const cases = new Map(vault.cases.map((pin) => [pin.case, pin]));
  for (const { case: caseId, digest, sequence } of seen.cases) {
    const known = cases.get(caseId);
    if (!known || sequence > known.sequence) {
      cases.set(caseId, { case: caseId, digest, sequence });
    }
  }
  const roster = Math.max(vault.roster, seen.roster);
  const kept = [...cases.values()].toSorted((a, b) => (a.case < b.case ? -1 : 1));
  const moved =
    roster !== vault.roster ||
    kept.length !== vault.cases.length ||
    kept.some((pin) => !vault.cases.includes(pin));
  if (moved) current = { ...state, vault: { ...vault, roster, cases: kept } };
  return moved;
}

/** The vault with its newest pins, sealed as the next revision, for the server to store. */
export function reseal(): { vault: string; revision: number } {
  const state = unlocked();
  const revision = state.revision + 1;
  const sealed = sealVault(state.vault, state.vaultKey, revision);
  current = { ...state, revision };
  return { vault: b64(sealed), revision };
}

export function forget(): void {
  if (!current) return;
  wipe(current.vaultKey, current.keys.seed, current.keys.box.privateKey);
  current = null;
}
