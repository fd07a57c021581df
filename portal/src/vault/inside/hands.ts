/**
 * Whose hand sends an item: the author's own, or a liaison's who acts for somebody without an account.
 * Owns in whose name is signed and with whose key the author's side reads; refuses to act under a
 * mandate that this vault has not verified.
 */
import { parseId, unb64, type Id } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import { parseGround } from '../../sealing/evidence.ts';
import { openResume, type BoxPair, type Resume } from '../../sealing/sealed.ts';
import { teamKeys } from '../../sealing/teams.ts';
import { mandatedVersions, verifyActing, type Acting } from '../../sealing/verify/acting.ts';
import type { VerifiedCase } from '../../sealing/verify/ground.ts';
import { verifyStanding } from '../../sealing/verify/verify.ts';
import type { Capacity, GroundWire, ItemFacts } from '../messages.ts';
import { now } from './now.ts';
import { me, pins, unlocked } from './session.ts';

export interface Hand {
  readonly author: Id;
  readonly capacity: Capacity;
  readonly ground: VerifiedCase;
  /** The public key to which whatever the author's side must read is sealed. */
  readonly box: Uint8Array;
  /** What an upload goes on with. Throws sealed-unopenable or sealed-mismatch. */
  openResume(sealed: Uint8Array, item: string, rendition: string): Resume;
}

export function handFor(facts: ItemFacts, shown: GroundWire): Hand {
  return facts.author === undefined
    ? ownHand(shown, facts.capacity ?? 'self')
    : liaisonHand(actingNow(shown, facts.author));
}

function ownHand(shown: GroundWire, capacity: Capacity): Hand {
  const ground = verifyStanding(parseGround(shown), pins(), me());
  const { box } = unlocked().keys;
  return {
    author: me().person,
    capacity,
    ground,
    box: box.publicKey,
    openResume: (sealed, item, rendition) => openResume(sealed, item, rendition, box),
  };
}

/** The case as a liaison sees it who acts for this person now. Throws as `verifyActing` does. */
export function actingNow(shown: GroundWire, person: string): Acting {
  return verifyActing(parseGround(shown), pins(), me(), parseId(person), now());
}

/** The pairs of all versions of the liaison team, the newest first, each opened when it is asked for. */
export function liaisonKeys({ ground, team }: Pick<Acting, 'ground' | 'team'>): Generator<BoxPair> {
  return teamKeys(mandatedVersions(ground.people, team), me().person, unlocked().keys);
}

/** What is begun can be gone on with by any colleague: it is sealed to the team. */
export function liaisonHand(acting: Acting): Hand {
  return {
    author: acting.named.person,
    capacity: 'liaison',
    ground: acting.ground,
    box: unb64(acting.team.key, 32),
    openResume: (sealed, item, rendition) => openedByTeam(acting, sealed, item, rendition),
  };
}

/** Opened by this or an earlier version of the team. */
function openedByTeam(acting: Acting, sealed: Uint8Array, item: string, rendition: string): Resume {
  for (const pair of liaisonKeys(acting)) {
    try {
      return openResume(sealed, item, rendition, pair);
    } catch (cause) {
      if (!(cause instanceof SealingError) || cause.code !== 'sealed-unopenable') throw cause;
    }
  }
  throw new SealingError('sealed-unopenable', 'It was sealed to another team.');
}
