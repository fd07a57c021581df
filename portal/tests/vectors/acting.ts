/**
 * Says of papers from standard input whether a liaison's device in the portal would act on them: the
 * version of the team that it acts for, or the code of its refusal.
 */
import { readFileSync } from 'node:fs';
import { parseId } from '../../src/sealing/encoding.ts';
import { SealingError } from '../../src/sealing/errors.ts';
import { parseGround } from '../../src/sealing/evidence.ts';
import { keysOf, type Vault } from '../../src/sealing/keys.ts';
import { sealingReady } from '../../src/sealing/sodium.ts';
import { verifyActing } from '../../src/sealing/verify/acting.ts';

interface Asked {
  readonly papers: unknown;
  readonly vault: Vault;
  readonly person: string;
  readonly now: number;
}

await sealingReady;

function answer({ papers, vault, person, now }: Asked): string {
  const keys = keysOf(vault);
  const { root, org, roster, cases } = vault;
  const me = { person: vault.person, signPublic: keys.signPublic, boxPublic: keys.boxPublic };
  try {
    const pins = { root, org, roster, cases };
    return String(verifyActing(parseGround(papers), pins, me, parseId(person), now).team.version);
  } catch (cause) {
    if (cause instanceof SealingError) return cause.code;
    throw cause;
  }
}

const asked = JSON.parse(readFileSync(0, 'utf8')) as readonly Asked[];
process.stdout.write(JSON.stringify(asked.map(answer)));
