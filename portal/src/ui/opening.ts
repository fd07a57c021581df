/** From verified papers to what can be shown: a letter's text or a recording's handle. */
import type { Evidence } from '../api/types.ts';
import { vault } from '../session/session.ts';
import type { GrantWire, Verified } from '../vault/messages.ts';

export type Opened =
  | { readonly is: 'letter'; readonly text: string }
  | {
      readonly is: 'recording';
      readonly handle: string;
      readonly mediaType: 'video/mp4' | 'audio/mp4';
      readonly durationMs: number;
    };

/** Opens the content of these papers. `grants` where the service handed them over only now. */
export async function openedOf(verified: Verified, papers: Evidence, grants: readonly GrantWire[] | undefined): Promise<Opened> {
  const stored = papers.renditions.find(({ rendition }) => rendition === verified.rendition);
  const content = await vault().do.openContent({
    handle: verified.handle,
    chunksPerSlice: stored?.slice_chunks ?? 1,
    ...(grants === undefined ? {} : { grants }),
  });
  if (content.mediaType !== 'text/plain') {
    return {
      is: 'recording',
      handle: content.handle,
      mediaType: content.mediaType,
      durationMs: verified.media?.durationMs ?? 0,
    };
  }
  const { text } = await vault().do.readLetter({ handle: content.handle });
  await vault().do.closeContent({ handle: content.handle });
  return { is: 'letter', text };
}
