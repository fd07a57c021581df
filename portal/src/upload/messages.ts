/** What page and upload worker say to one another, and the worker to the vault. */

export interface UploadOrder {
  /** A line to the vault, which seals the slices. */
  readonly port: MessagePort;
  /** One address for each slice, in order. */
  readonly addresses: readonly string[];
  readonly present: readonly number[];
  readonly direct: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** Once about this many bytes are sent, the worker hands over to another. */
  readonly most: number;
}

/** What the next worker goes on from. */
export interface Handover {
  readonly port: MessagePort;
  /** Slices that the server has by now. */
  readonly present: readonly number[];
  /** Whether slices are put at addresses of the object store, which the service gives. */
  readonly direct: boolean;
}

export type ToUploader =
  { readonly order: UploadOrder } | { readonly control: 'pause' | 'resume' | 'cancel' };

export type FromUploader =
  | { readonly ready: true }
  | { readonly handover: Handover }
  | { readonly progress: { readonly sentBytes: number; readonly totalBytes: number } }
  | { readonly done: true }
  | { readonly fault: { readonly code: string; readonly status: number } };

/** Asked of the vault on the port. */
export type SliceAsk = { readonly slice: number } | { readonly lengths: true };

/** Answered by the vault. */
export type SliceAnswer =
  | { readonly slice: number; readonly bytes: ArrayBuffer; readonly digests: string }
  | { readonly slice: number; readonly fault: string }
  | { readonly lengths: readonly number[] };
