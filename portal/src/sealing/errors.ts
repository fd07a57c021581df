/** Every way in which sealing refuses. Owns the codes; refuses to own the words shown to people. */

const FAULTS = [
  // Parsers and primitives
  'bad-encoding',
  'bad-key',
  'statement-not-canonical',
  'statement-type',
  'statement-schema',
  'statement-signature',
  'unknown-version',
  'unknown-suite',
  'plaintext-changed',
  'sealed-unopenable',
  'sealed-mismatch',
  'unknown-profile',
  'unknown-kind',
  'secret-invalid',
  'wrapped-unopenable',
  'vault-unopenable',
  'vault-invalid',
  'key-mismatch',
  'key-file-invalid',
  'key-file-unopenable',
  'offer-mac',
  'offer-invalid',
  'offer-expired',
  'reply-mac',
  'reply-invalid',
  'reply-mismatch',
  'team-key-missing',
  'trail-broken',
  'head-mismatch',
  'inclusion-invalid',
  'cover-invalid',
  // What a recipient's device checks (protocol.md §6)
  'roster-invalid',
  'roster-older',
  'case-invalid',
  'case-older',
  'team-invalid',
  'certificate-invalid',
  'own-key-replaced',
  'manifest-missing',
  'manifest-invalid',
  'item-mismatch',
  'rendition-missing',
  'rendition-invalid',
  'decision-missing',
  'decision-invalid',
  'decision-other-item',
  'decision-expired',
  'signers-missing',
  'recipient-mismatch',
  'acceptance-missing',
  'acceptance-invalid',
  'outside-window',
  'grant-missing',
  'grant-replaced',
  'grant-unopenable',
  'grant-mismatch',
  'table-replaced',
  'table-invalid',
  'container-key',
  'chunk-replaced',
  'chunk-unopenable',
  'padding-invalid',
  // What it checks about people who came, went and stood in, and what was said later (§6.2)
  'signer-removed',
  'head-invalid',
  'step-in-invalid',
  're-enrolment-missing',
  're-enrolment-invalid',
  'regrant-invalid',
  'mandate-invalid',
  'agreement-missing',
  'agreement-invalid',
  'attestation-invalid',
  'sole-reader',
  'recall-invalid',
  'item-recalled',
  'suspension-invalid',
  'item-suspended',
  'note-invalid',
  'record-invalid',
  'captions-invalid',
] as const;

export type Fault = (typeof FAULTS)[number];

/** A refusal. The message is one plain sentence that never holds content or keys. */
export class SealingError extends Error {
  override readonly name = 'SealingError';
  readonly code: Fault;

  constructor(code: Fault, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

/** Runs `attempt`; any refusal inside becomes `code`, because that is what the reader must be told. */
export function refusingAs<T>(code: Fault, sentence: string, attempt: () => T): T {
  try {
    return attempt();
  } catch (cause) {
    if (cause instanceof SealingError) throw new SealingError(code, sentence);
    throw cause;
  }
}
