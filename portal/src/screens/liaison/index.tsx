/** Chooses the liaison's screen for an address. */
import { place } from '../../router.ts';
import { TOPICS } from './spoken.ts';
import { HandingOver, OpenToHandOver } from './handing-over.tsx';
import { SentItem } from './item.tsx';
import { JobList } from './jobs.tsx';
import { Send } from './send.tsx';
import { TakingDown } from './taking-down.tsx';
import { HowTheyHear } from './how-they-hear.tsx';
import { WhatTheySay } from './what-they-say.tsx';
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
  if (room === 'words' && id !== undefined && person !== undefined) {
    const topic = TOPICS.find((one) => one === act);
    if (act === 'hearing') return <HowTheyHear caseId={id} person={person} />;
    return topic === undefined ? <WhatTheySay caseId={id} person={person} /> : <TakingDown caseId={id} person={person} topic={topic} />;
  }
  if (room === 'items' && id !== undefined) return <SentItem id={id} />;
  return <JobList />;
}
