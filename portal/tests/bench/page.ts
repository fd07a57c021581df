/**
 * Gives a browser test the portal's vault, player and uploader on a page without screens, under the
 * policy that the portal is served with. Built beside the vectors, never shipped.
 */
import { startPlayback } from '../../src/media/player.ts';
import { startUpload, suggestChunksPerSlice } from '../../src/upload/client.ts';
import { openVault } from '../../src/vault/client.ts';

const bench = { openVault, startPlayback, startUpload, suggestChunksPerSlice };

declare global {
  var bench: object;
}

globalThis.bench = bench;
document.title = 'Ready';
