/** Starts the page: words, session, then the one screen that belongs to the address. */
import { render } from 'preact';
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

const Settings = later(['settings', 'enrol'], async () => (await import('./screens/settings/index.tsx')).Settings);

function Chosen() {
  const now = standing.value;
  if (now.at === 'starting') return <Waiting />;
  if (now.at === 'out') return place.value[0] === 'enrol' ? <Enrol /> : <SignIn why={now.why} login={now.login} />;
  if (now.recovered !== null || place.value[0] === 'settings') return <Settings me={now.me} recovered={now.recovered} />;
  if (now.me.state === 'waiting') return <WaitingToBeConfirmed staff={!isParticipant(now.me)} />;
  return isParticipant(now.me) ? <Participant me={now.me} /> : <Facilitator me={now.me} />;
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
