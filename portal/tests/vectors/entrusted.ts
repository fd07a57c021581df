/**
 * Says what a liaison's device in the portal makes of papers from standard input: the length of the key
 * that it opens, or the code of its refusal.
 */
import { readFileSync } from 'node:fs';
import { b32, parseId } from '../../src/sealing/encoding.ts';
import { SealingError } from '../../src/sealing/errors.ts';
import { parseEvidence } from '../../src/sealing/evidence.ts';
import { keysOf, type Vault } from '../../src/sealing/keys.ts';
import { sodium, sealingReady } from '../../src/sealing/sodium.ts';
import { teamKeys } from '../../src/sealing/teams.ts';
import { mandatedVersions } from '../../src/sealing/verify/acting.ts';
import { openEntrustedGrant, verifyEntrusted } from '../../src/sealing/verify/entrusted.ts';

interface Asked {
  readonly papers: unknown;
  readonly vault: Vault;
  readonly person: string;
  readonly item: string;
  readonly now: number;
}

await sealingReady;

function answer({ papers, vault, person, item, now }: Asked): string {
  const keys = keysOf(vault);
  const { root, org, roster, cases } = vault;
  const me = { person: vault.person, signPublic: keys.signPublic, boxPublic: keys.boxPublic };
  try {
    const shown = parseEvidence(papers);
    const about = { person: parseId(person), item: parseId(item) };
    const entrusted = verifyEntrusted(shown, { root, org, roster, cases }, me, about, now);
    const versions = mandatedVersions(entrusted.ground.people, entrusted.team);
    const key = openEntrustedGrant(entrusted, shown.grants, teamKeys(versions, me.person, keys));
    return b32(sodium.crypto_generichash(32, key, null));
  } catch (cause) {
    if (cause instanceof SealingError) return cause.code;
    throw cause;
  }
}

const asked = JSON.parse(readFileSync(0, 'utf8')) as readonly Asked[];
process.stdout.write(JSON.stringify(asked.map(answer)));
