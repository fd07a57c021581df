/**
 * Why an upload ended: `slice-refused` (with the status), `connection-lost` (after ten minutes of
 * trying), `plaintext-changed`, `file-unreadable`, `cancelled` or `internal`. What the server has
 * stays there: begin again with its list of slices.
 */
export class UploadFault extends Error {
  override readonly name = 'UploadFault';
  readonly code: string;
  readonly status: number;

  constructor(code: string, status = 0) {
    super(`The upload ended: ${code}.`);
    this.code = code;
    this.status = status;
  }
}
