/** The scenes of the published vectors, and the vault of whom each is told, unlocked on its day. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock } from 'node:test';
import { be32, concat, digest, lp, parseB32, parseId } from '../src/sealing/encoding.ts';
import { newVaultKey } from '../src/sealing/keys.ts';
import { keepUnlocked } from '../src/vault/inside/session.ts';
import type { EvidenceWire } from '../src/vault/messages.ts';

export interface Scene {
  readonly evidence: EvidenceWire;
  readonly item: string;
  readonly now: number;
  readonly team_private: string;
  readonly table: string;
  readonly chunks: readonly string[];
  readonly me: { readonly person: string; readonly sign: string; readonly box: string };
  readonly pins: {
    readonly org: string;
    readonly root: string;
    readonly roster: number;
    readonly cases: readonly { case: string; sequence: number; digest: string }[];
  };
}

const VECTORS = join(process.cwd(), '../tests/vectors');

export function sceneNamed(name: string, file = 'evidence'): Scene {
  const text = readFileSync(join(VECTORS, `${file}.json`), 'utf8');
  const { scenes } = JSON.parse(text) as { scenes: Record<string, Scene> };
  const found = scenes[name];
  if (!found) throw new Error('No such scene.');
  return found;
}

/** The same as nobody has decided yet. */
export function undecided(name: string, file?: string): Scene {
  const found = sceneNamed(name, file);
  return { ...found, evidence: { ...found.evidence, decisions: [], renditions: [] } };
}

/** The key that the vectors' authors made of a name (`tests/vectors/making/fixed.py`). */
export function fixed(label: string): Uint8Array {
  return digest(concat(lp('gobetween/vectors/1'), lp(label), be32(0)));
}

/** Unlocks somebody's vault on the scene's day; gives the scene's case. */
export function unlock(scene: Scene, me = scene.me): string {
  mock.timers.reset();
  mock.timers.enable({ apis: ['Date'], now: scene.now * 1000 });
  const { pins } = scene;
  const [pinned] = pins.cases;
  if (!pinned) throw new Error('No case.');
  const vault = {
    box: parseB32(me.box),
    cases: [{ ...pinned, case: parseId(pinned.case), digest: parseB32(pinned.digest) }],
    org: parseId(pins.org),
    person: parseId(me.person),
    root: parseB32(pins.root),
    roster: pins.roster,
    sign: parseB32(me.sign),
    version: 1,
  } as const;
  keepUnlocked(newVaultKey(), vault, 1);
  return pinned.case;
}
