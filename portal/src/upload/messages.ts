/** What page and upload worker say to one another, and the worker to the vault. */

export interface UploadOrder {
  /** A line to the vault, which seals the slices. */
  readonly port: MessagePort;
  /** One address for each slice, in order. */
  readonly addresses: readonly string[];
  readonly present: readonly number[];
  readonly headers: Readonly<Record<string, string>>;
}

export type ToUploader =
  { readonly order: UploadOrder } | { readonly control: 'pause' | 'resume' | 'cancel' };

export type FromUploader =
  | { readonly progress: { readonly sentBytes: number; readonly totalBytes: number } }
  | { readonly done: true }
  | { readonly fault: { readonly code: string; readonly status: number } };

/** Asked of the vault on the port. */
export type SliceAsk = { readonly slice: number } | { readonly lengths: true };

/** Answered by the vault. */
export type SliceAnswer =
  | { readonly slice: number; readonly bytes: ArrayBuffer }
  | { readonly slice: number; readonly fault: string }
  | { readonly lengths: readonly number[] };
