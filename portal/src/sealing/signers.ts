/**
 * Whose word each statement on a case's trail can be: the table of protocol.md §7.2. For whoever
 * vouches for a trail; refuses to say whether the word holds, for §6 asks more of what something
 * rests on.
 */
import type { AnyOpened } from './statements.ts';

/** Who there is: public signing keys. */
export interface Signers {
  readonly staff: ReadonlySet<string>;
  readonly liaisons: ReadonlySet<string>;
  readonly pools: ReadonlySet<string>;
  /** Each person's certified keys, by their id. */
  readonly people: ReadonlyMap<string, ReadonlySet<string>>;
  /** The author's id, by the digest of a manifest. */
  readonly authors: ReadonlyMap<string, string>;
}

/** Whether a statement can be the word of whoever signed it. */
export function maySign(statement: AnyOpened, keys: Signers): boolean {
  const { signer } = statement;
  const isOf = (person: string): boolean => keys.people.get(person)?.has(signer) ?? false;
  switch (statement.type) {
    case 'gobetween/rendition/1':
      return keys.pools.has(signer);
    case 'gobetween/share/1':
    case 'gobetween/opening/1':
    case 'gobetween/pause/1':
      return isOf(statement.body.person);
    // Of whom has no keys, staff sign what was said before them, and attest it.
    case 'gobetween/acceptance/1':
    case 'gobetween/consent/1':
    case 'gobetween/acknowledgement/1':
    case 'gobetween/choice/1':
    case 'gobetween/refusal/1':
    case 'gobetween/keeping/1':
      return keys.people.has(statement.body.person)
        ? isOf(statement.body.person)
        : keys.staff.has(signer);
    case 'gobetween/recall/1':
    case 'gobetween/agreement/1':
    case 'gobetween/appeal/1':
      return isOf(keys.authors.get(statement.body.manifest) ?? '') || keys.liaisons.has(signer);
    case 'gobetween/manifest/1':
      return isOf(statement.body.author) || keys.staff.has(signer);
    case 'gobetween/re-enrolment/1':
      return isOf(statement.body.person) || keys.staff.has(signer);
    case 'gobetween/note/1':
      return [...keys.people.keys()].some(isOf) || keys.staff.has(signer);
    case 'gobetween/team/1':
    case 'gobetween/case/1':
    case 'gobetween/certificate/1':
    case 'gobetween/decision/1':
    case 'gobetween/mandate/1':
    case 'gobetween/cover/1':
    case 'gobetween/step-in/1':
    case 'gobetween/attestation/1':
    case 'gobetween/delivery/1':
    case 'gobetween/suspension/1':
    case 'gobetween/regrant/1':
    case 'gobetween/destruction/1':
    case 'gobetween/disclosure/1':
    case 'gobetween/record/1':
    case 'gobetween/head/1':
      return keys.staff.has(signer);
    // These stand on no case's trail.
    case 'gobetween/roster/1':
    case 'gobetween/worker-session/1':
    case 'gobetween/policy/1':
      return false;
  }
}
