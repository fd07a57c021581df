/** Starts the page: words, session, then the one screen that belongs to the address. */
import { render } from 'preact';
import type { Me } from './api/types.ts';
import { loadWords } from './i18n/words.ts';
import { isParticipant, standing, start } from './session/session.ts';
import { watchForIdleness } from './session/idle.ts';
import { watchForUnsentWords } from './session/unsent.ts';
import { place } from './router.ts';
import { SignIn } from './screens/entry/sign-in.tsx';
import { WaitingToBeConfirmed } from './screens/entry/waiting.tsx';
import { later } from './ui/later.tsx';
import { Shell } from './ui/shell.tsx';
import { Waiting } from './ui/waiting.tsx';
import './styles/app.scss';

const Enrol = later(['enrol'], async () => (await import('./screens/entry/enrol.tsx')).Enrol);
const Participant = later(
  ['participant', 'deciding', 'choices', 'offers', 'safer', 'verification'],
  async () => (await import('./screens/participant/index.tsx')).Participant,
);
const Facilitator = later(
  ['facilitator', 'deciding', 'preparing', 'policy', 'offers', 'work', 'safer', 'verification'],
  async () => (await import('./screens/facilitator/index.tsx')).Facilitator,
);

const Liaison = later(
  ['liaison', 'participant', 'facilitator', 'deciding', 'verification'],
  async () => (await import('./screens/liaison/index.tsx')).Liaison,
);

const Settings = later(['settings', 'enrol'], async () => (await import('./screens/settings/index.tsx')).Settings);

/** Whoever reads for cases too comes to what a liaison does by addresses of its own. */
const OF_LIAISONS = ['jobs', 'send', 'items', 'deliveries', 'words'];

function Staff({ me }: { readonly me: Me }) {
  const reads = me.roles.some((role) => role === 'facilitator' || role === 'supervisor');
  const acts = me.roles.includes('liaison') && (!reads || OF_LIAISONS.includes(place.value[0] ?? ''));
  return acts ? <Liaison /> : <Facilitator me={me} />;
}

function Chosen() {
  const now = standing.value;
  if (now.at === 'starting') return <Waiting />;
  if (now.at === 'out') return place.value[0] === 'enrol' ? <Enrol /> : <SignIn why={now.why} login={now.login} />;
  if (now.recovered !== null || place.value[0] === 'settings') return <Settings me={now.me} recovered={now.recovered} />;
  if (now.me.state === 'waiting') return <WaitingToBeConfirmed staff={!isParticipant(now.me)} />;
  return isParticipant(now.me) ? <Participant me={now.me} /> : <Staff me={now.me} />;
}

function Portal() {
  return (
    <Shell>
      <Chosen />
    </Shell>
  );
}

async function begin(): Promise<void> {
  const app = document.getElementById('app');
  if (!app) throw new Error('no place for the page');
  await loadWords('core');
  render(<Portal />, app);
  watchForIdleness();
  watchForUnsentWords();
  await start();
}

void begin();
