/**
 * Which consent counts for what (protocol.md §4.18). Owns that and nothing else: whether something may
 * pass is the service's gate's to say.
 */
import type { ConsentMedium, Purpose, SaidConsent } from '../vault/messages-practice.ts';

/** The last word of somebody on a purpose in a medium: `any` is every medium. */
export function lastConsent(
  consents: readonly SaidConsent[],
  person: string,
  purpose: Purpose,
  medium: ConsentMedium,
): SaidConsent | undefined {
  return consents.findLast(
    (one) => one.person === person && one.purpose === purpose && (one.medium === medium || one.medium === 'any' || purpose === 'take-part'),
  );
}
