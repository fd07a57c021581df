/** Chooses the participant's screen for an address. */
import type { Me } from '../../api/types.ts';
import { place } from '../../router.ts';
import { Again } from './again.tsx';
import { Home } from './home.tsx';
import { ItemPage } from './item.tsx';
import { SendRecording } from './send-recording.tsx';
import { WriteLetter } from './write-letter.tsx';

export function Participant({ me }: { readonly me: Me }) {
  const [room, id, act, more] = place.value;
  if (room === 'letters' && id === 'new') {
    const inReplyTo = act === undefined || act === 'check' ? null : act;
    return <WriteLetter me={me} inReplyTo={inReplyTo} checking={act === 'check' || more === 'check'} />;
  }
  if (room === 'recordings' && id === 'new') return <SendRecording me={me} inReplyTo={act ?? null} />;
  if (room === 'items' && id !== undefined) {
    return act === 'again' ? <Again me={me} id={id} /> : <ItemPage me={me} id={id} />;
  }
  return <Home me={me} />;
}
