/** Chooses the facilitator's screen for an address. */
import type { Me } from '../../api/types.ts';
import { place } from '../../router.ts';
import { CaseList } from './case-list.tsx';
import { CasePage } from './case-page.tsx';
import { Closing } from './closing.tsx';
import { Danger } from './danger.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { HandingOver, OpenToHandOver } from './handing-over.tsx';
import { Home } from './home.tsx';
import { Invite } from './invite.tsx';
import { NotToTell } from './not-to-tell.tsx';
import { Preparing } from './preparing/index.tsx';
import { PrintPack } from './print-pack.tsx';
import { Queue } from './queue.tsx';
import { Review } from './review.tsx';
import { Unlock } from './unlock.tsx';
import { Work } from './work.tsx';

export function Facilitator({ me }: { readonly me: Me }) {
  if (!me.roles.some((role) => role === 'facilitator' || role === 'supervisor')) return <Elsewhere me={me} />;
  const [room, id, act, more, about, round] = place.value;
  if (room === 'review') return id === undefined ? <Queue me={me} /> : <Review id={id} />;
  if (room === 'cases' && id !== undefined) {
    if (act === 'invite' && (more === 'harmed' || more === 'responsible')) return <Invite id={id} role={more} />;
    if (act === 'not-to-tell') return <NotToTell id={id} />;
    if (act === 'hand-over' && more !== undefined) {
      return about === 'open' ? <OpenToHandOver id={id} item={more} /> : <HandingOver id={id} item={more} />;
    }
    if (act === 'print' && more !== undefined) return <PrintPack id={id} person={more} />;
    if (act === 'close') return <Closing id={id} />;
    if (act === 'record') return <Preparing id={id} act={more} about={about} round={round} />;
    return <CasePage id={id} />;
  }
  if (room === 'cases') return <CaseList />;
  if (room === 'danger' && id !== undefined) return <Danger id={id} />;
  if (room === 'unlock' && id !== undefined) return <Unlock id={id} />;
  if (room === 'work') return <Work />;
  return <Home me={me} />;
}
