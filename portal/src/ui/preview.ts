/**
 * How a recording looks and sounds, as its rendition says it: read once, and its still shown before it
 * plays only where that was asked for.
 */
import { useEffect, useState } from 'preact/hooks';
import { vault } from '../session/session.ts';
import { VaultFault } from '../vault/client.ts';
import type { Loudness } from '../vault/messages-preview.ts';

export interface Preview {
  readonly loudness: Loudness | null;
  readonly still: ArrayBuffer | null;
}

const NOTHING: Preview = { loudness: null, still: null };

/** Null until it was read. A server that does not answer costs the preview alone; the player will say so. */
export function usePreview(handle: string, onFailure: (problem: unknown) => void): Preview | null {
  const [preview, setPreview] = useState<Preview | null>(null);
  useEffect(() => {
    let gone = false;
    vault()
      .do.readPreview({ handle })
      .catch((cause: unknown) => {
        if (!gone && !(cause instanceof VaultFault && cause.code === 'fetch-failed')) onFailure(cause);
        return NOTHING;
      })
      .then((read) => {
        if (!gone) setPreview(read);
      });
    return () => {
      gone = true;
    };
  }, [handle]);
  return preview;
}

/** What stands in a player before it plays where nothing may be seen: an empty picture. */
const EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"/>';

/** The address of the picture that a player shows before it plays: the still, or none at all. */
export function usePoster(still: ArrayBuffer | null): string {
  const [address, setAddress] = useState('');
  useEffect(() => {
    // It is said here to be a picture, and nothing else: whatever the bytes are, nothing in them runs.
    const picture = still === null ? new Blob([EMPTY], { type: 'image/svg+xml' }) : new Blob([still], { type: 'image/jpeg' });
    const made = URL.createObjectURL(picture);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [still]);
  return address;
}
