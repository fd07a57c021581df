/**
 * That an author agreed to what was changed in their recording: check 6b of protocol.md §6. Refuses to
 * keep anybody from looking at a rendition that waits for its author; approving it takes their word.
 */
import type { B32 } from '../encoding.ts';
import { SealingError, type Fault } from '../errors.ts';
import type { Evidence } from '../evidence.ts';
import type { Opened } from '../statements.ts';
import { attestedAbout } from './authorship.ts';
import { namedIn, type VerifiedCase } from './ground.ts';
import { openAs } from './holding.ts';
import { isMandated } from './people.ts';

type Manifest = Opened<'gobetween/manifest/1'>;

/** What is wanting of an author's agreement; null where they agreed. */
export type Unagreed = Extract<Fault, 'agreement-missing' | 'agreement-invalid'> | null;

/** What is needed to judge: whose keys speak for the author, and what they should agree to. */
export interface ToAgree {
  readonly manifest: Manifest;
  readonly rendition: B32;
  readonly keys: ReadonlySet<string>;
}

/** Who attested something about this rendition: like whoever attested about its manifest. */
export function witnessesOf(
  ground: VerifiedCase,
  shown: Evidence,
  rendition: B32,
): readonly string[] {
  return attestedAbout(ground, shown, rendition).map(({ by }) => by);
}

/**
 * What is wrong with the author's word on an edited rendition. Of whom has no keys, staff may attest it
 * instead. An agreement to another rendition is passed over.
 */
export function lacking(
  ground: VerifiedCase,
  shown: Evidence,
  { manifest, rendition, keys }: ToAgree,
): Unagreed {
  const { author, case: case_, item } = manifest.body;
  const attested = attestedAbout(ground, shown, rendition).some(
    ({ word }) => word.act === 'agreement' && word.person === author,
  );
  if (attested && isMandated(ground.people, namedIn(ground, author))) return null;
  let wanting: Unagreed = 'agreement-missing';
  for (const wire of shown.agreements) {
    let word: Opened<'gobetween/agreement/1'>;
    try {
      word = openAs(wire, 'gobetween/agreement/1', 'agreement-invalid');
    } catch {
      return 'agreement-invalid';
    }
    const { body, signer } = word;
    const [named, ...others] = body.renditions;
    if (named !== rendition || others.length > 0) continue;
    const right = body.case === case_ && body.item === item && body.manifest === manifest.digest;
    if (!right || !keys.has(signer)) return 'agreement-invalid';
    wanting = null;
  }
  return wanting;
}

/** Throws agreement-missing or agreement-invalid where the author’s word is wanting. */
export function mustBeAgreed({ unagreed }: { readonly unagreed: Unagreed }): void {
  if (unagreed) {
    throw new SealingError(unagreed, 'The author has not agreed to what was changed in it.');
  }
}
