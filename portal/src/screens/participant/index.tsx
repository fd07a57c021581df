/** Chooses the participant's screen for an address. */
import type { Me } from '../../api/types.ts';
import { place } from '../../router.ts';
import { Again } from './again.tsx';
import { Agreeing } from './agreeing.tsx';
import { Appealing } from './appealing.tsx';
import { Asking } from './asking.tsx';
import { OnceAgreed } from './before-you-begin.tsx';
import { Choices } from './choices.tsx';
import { Choosing } from './choosing.tsx';
import { Hearing } from './hearing.tsx';
import { Home } from './home.tsx';
import { ItemPage } from './item.tsx';
import type { ChoiceMedium, Topic } from './own-choices.ts';
import { Pausing } from './pausing.tsx';
import { Recalling } from './recalling.tsx';
import { OncePlanned } from './replying.tsx';
import { SendRecording } from './send-recording.tsx';
import { TakingBack } from './taking-back.tsx';
import { Wishing } from './wishing.tsx';
import { WriteLetter } from './write-letter.tsx';

const TOPICS: readonly Topic[] = ['take-part', 'send', 'receive', 'acknowledgement'];
const MEDIA: readonly ChoiceMedium[] = ['letter', 'recording', 'paper', 'any'];

function ChoicesAt({ me }: { readonly me: Me }) {
  const [, at, of, act] = place.value;
  const topic = TOPICS.find((one) => one === at);
  const medium = MEDIA.find((one) => one === of);
  if (topic === undefined) return <Choices me={me} />;
  if (medium !== undefined && act === 'back') return <TakingBack me={me} topic={topic} medium={medium} />;
  return <Choosing me={me} topic={topic} />;
}

export function Participant({ me }: { readonly me: Me }) {
  const [room, id, act, more] = place.value;
  if (room === 'letters' && id === 'new') {
    const inReplyTo = act === undefined || act === 'check' ? null : act;
    return (
      <OnceAgreed me={me} medium="letter">
        <OncePlanned me={me} medium="letter">
          <WriteLetter me={me} inReplyTo={inReplyTo} checking={act === 'check' || more === 'check'} />
        </OncePlanned>
      </OnceAgreed>
    );
  }
  if (room === 'recordings' && id === 'new') {
    return (
      <OnceAgreed me={me} medium="recording">
        <OncePlanned me={me} medium="recording">
          <SendRecording me={me} paper={false} inReplyTo={act ?? null} />
        </OncePlanned>
      </OnceAgreed>
    );
  }
  if (room === 'paper' && id === 'new') {
    return (
      <OnceAgreed me={me} medium="paper">
        <OncePlanned me={me} medium="paper">
          <SendRecording me={me} paper inReplyTo={act ?? null} />
        </OncePlanned>
      </OnceAgreed>
    );
  }
  if (room === 'pause') return <Pausing me={me} done={id === 'done'} />;
  if (room === 'choices') return <ChoicesAt me={me} />;
  if (room === 'hearing') return <Hearing me={me} />;
  if (room === 'asking') return <Asking me={me} />;
  if (room === 'wishes') return <Wishing me={me} />;
  if (room === 'items' && id !== undefined) {
    if (act === 'appeal') return <Appealing id={id} />;
    if (act === 'changed') return <Agreeing id={id} />;
    if (act === 'take-back') return <Recalling id={id} />;
    if (act === 'again') return <Again me={me} id={id} checking={more === 'check'} />;
    return <ItemPage me={me} id={id} />;
  }
  return <Home me={me} />;
}
