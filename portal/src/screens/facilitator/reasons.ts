/**
 * Which reasons go with which no, in the order in which they are asked (service/domain/reasons.py, and
 * a test holds both to one another). Owns no words: they are `reason-CODE` for a reader and
 * `why-CODE` for an author.
 */
export type No = 'return' | 'withhold';

export const REASONS: Readonly<Record<No, readonly string[]>> = {
  return: [
    'identifies-someone',
    'contact-details',
    'blames',
    'threatens',
    'may-hurt',
    'goes-against-wishes',
    'unclear',
    'recording-unusable',
    'other',
  ],
  withhold: ['threatens', 'seeks-contact', 'breaks-an-order', 'would-harm', 'not-wanted', 'other'],
};
