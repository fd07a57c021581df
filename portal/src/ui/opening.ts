/** From verified papers to what can be shown: a letter's text, a recording's handle, or a scan's pages. */
import { useEffect } from 'preact/hooks';
import { standing, vault } from '../session/session.ts';
import type { GrantWire, PageSize, Verified } from '../vault/messages.ts';

export type Opened =
  | { readonly is: 'letter'; readonly handle: string; readonly text: string }
  | { readonly is: 'pages'; readonly handle: string; readonly pages: readonly PageSize[] }
  | {
      readonly is: 'recording';
      readonly handle: string;
      readonly mediaType: 'video/mp4' | 'audio/mp4';
      readonly durationMs: number;
    };

/** Opens verified content. `grants` where the service handed them over only now. */
export async function openedOf(verified: Verified, grants?: readonly GrantWire[]): Promise<Opened> {
  const content = await vault().do.openContent({
    handle: verified.handle,
    ...(grants === undefined ? {} : { grants }),
  });
  if (content.mediaType === 'image/jpeg') {
    const { pages } = await vault().do.listPages({ handle: content.handle });
    return { is: 'pages', handle: content.handle, pages };
  }
  if (content.mediaType !== 'text/plain') {
    return {
      is: 'recording',
      handle: content.handle,
      mediaType: content.mediaType,
      durationMs: verified.media?.durationMs ?? 0,
    };
  }
  const { text } = await vault().do.readLetter({ handle: content.handle });
  return { is: 'letter', handle: content.handle, text };
}

/** While this screen stands the content is open in the vault; afterwards it is not. */
export function useOpened(opened: Opened): void {
  useEffect(
    () => () => {
      // After a lock the vault is gone, and everything in it.
      if (standing.peek().at === 'in') vault().do.closeContent({ handle: opened.handle }).catch(() => undefined);
    },
    [opened.handle],
  );
}
