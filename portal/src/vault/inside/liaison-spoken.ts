/**
 * What somebody without an account says before a liaison: consent, acceptance of responsibility, how they
 * want to hear (protocol.md §4.18, §4.26, §4.29), each signed by the liaison with an attestation of just
 * that act (§4.17). Owns these signatures; refuses them for anybody for whom one does not act now.
 */
import { digestText, utf8 } from '../../sealing/encoding.ts';
import { SealingError } from '../../sealing/errors.ts';
import type { Body } from '../../sealing/schemas.ts';
import { openStatement, parseWire, sign } from '../../sealing/statements.ts';
import type { SpokenWord } from '../messages-liaison.ts';
import type { Operations, StatementWire } from '../messages.ts';
import { actingNow } from './hands.ts';
import { now } from './now.ts';
import { remember, unlocked } from './session.ts';

type Ask<K extends keyof Operations> = Operations[K]['ask'];
type Answer<K extends keyof Operations> = Operations[K]['answer'];
type Whose = Pick<Body<'gobetween/consent/1'>, 'org' | 'case' | 'person'>;

/** The digest of the choice that stands; the service takes one only after the one that it has itself. */
function lastChoice(choices: readonly StatementWire[], { person }: Whose) {
  for (const wire of choices.toReversed()) {
    try {
      const choice = openStatement(parseWire(wire), 'gobetween/choice/1');
      if (choice.body.person === person) return choice.digest;
    } catch (cause) {
      if (!(cause instanceof SealingError)) throw cause;
    }
  }
  return '';
}

function signed(whose: Whose, word: SpokenWord, at: number): StatementWire {
  const { seed } = unlocked().keys;
  if (word.is === 'choice') {
    const { standing, tellAuthor: tell_author } = word;
    const previous = lastChoice(word.choices, whose);
    return sign('gobetween/choice/1', { ...whose, standing, tell_author, previous, at }, seed).wire;
  }
  const { language, given } = word;
  const said = { ...whose, wording: digestText(utf8(word.wording)), language, given, at };
  if (word.is === 'acknowledgement') return sign('gobetween/acknowledgement/1', said, seed).wire;
  const { purpose, medium } = word;
  return sign('gobetween/consent/1', { ...said, purpose, medium }, seed).wire;
}

function actOf(word: SpokenWord): 'choice' | 'consent' | 'withdrawal' {
  if (word.is === 'choice') return 'choice';
  return word.given === 'yes' ? 'consent' : 'withdrawal';
}

export function takeDown({ ground: shown, case: caseId, person, word, manner }: Ask<'takeDown'>): Answer<'takeDown'> {
  const { ground, named } = actingNow(shown, person);
  if (ground.case !== caseId) throw new SealingError('case-invalid', 'This is another case.');
  const at = now();
  const whose = { org: ground.newest.body.org, case: ground.case, person: named.person };
  const { wire: attestation } = sign(
    'gobetween/attestation/1',
    { ...whose, act: actOf(word), subject: '', manner, evidence: '', at, issued: at },
    unlocked().keys.seed,
  );
  return { word: signed(whose, word, at), attestation, pinsMoved: remember(ground.pins) };
}
