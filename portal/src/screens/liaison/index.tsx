/** Chooses the liaison's screen for an address. */
import { place } from '../../router.ts';
import { HandingOver, OpenToHandOver } from './handing-over.tsx';
import { SentItem } from './item.tsx';
import { JobList } from './jobs.tsx';
import { Send } from './send.tsx';
import { WhoFor } from './who-for.tsx';

export function Liaison() {
  const [room, id, person, act, more] = place.value;
  if (room === 'send') {
    if (id === undefined || person === undefined) return <WhoFor />;
    return <Send caseId={id} person={person} instead={act === 'instead' ? more : undefined} />;
  }
  if (room === 'deliveries' && id !== undefined) {
    return person === 'done' ? <HandingOver id={id} /> : <OpenToHandOver id={id} />;
  }
  if (room === 'items' && id !== undefined) return <SentItem id={id} />;
  return <JobList />;
}
