/** The last look before a safer rendition is asked for, and what follows once it is. */
import { useState } from 'preact/hooks';
import * as api from '../../../api/items.ts';
import { t } from '../../../i18n/words.ts';
import { Button, ButtonLink, Buttons } from '../../../ui/buttons.tsx';
import { EditList, EditNotes } from '../../../ui/edits.tsx';
import { Facts } from '../../../ui/lists.tsx';
import { Screen } from '../../../ui/screen.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { H2, Lead, P } from '../../../ui/words.tsx';
import type { Edit } from '../../../vault/messages-safer.ts';
import { aboutIt } from '../last-look.tsx';
import type { Reviewed } from '../review.tsx';

interface CheckFacts {
  readonly reviewed: Reviewed;
  /** In the one form of a list; empty for the recording as it was sent. */
  readonly edits: readonly Edit[];
  readonly onBack: () => void;
  readonly onAsked: () => void;
}

export function CheckSafer({ reviewed, edits, onBack, onAsked }: CheckFacts) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const [asked, setAsked] = useState(false);
  const plain = edits.length === 0;
  const ask = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await api.askForEdits(reviewed.item.item, edits);
      setAsked(true);
      onAsked();
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  if (asked) return <Asked plain={plain} />;
  return (
    <Screen title={t('safer-check-title')} onBack={onBack}>
      {problem !== null && <Trouble problem={problem} />}
      <Facts facts={aboutIt(reviewed)} />
      <H2 says="safer-list-title" />
      {plain ? <P says="safer-check-plain" /> : <EditList edits={edits} />}
      <EditNotes edits={edits} />
      <H2 says="sees-title" />
      <Facts
        facts={[
          { name: t('sees-author'), value: t(plain ? 'sees-author-escalate' : 'sees-author-safer') },
          { name: t('sees-other'), value: t('sees-other-nothing') },
          { name: t('sees-team'), value: t('sees-team-safer') },
        ]}
      />
      <P says="safer-check-next" />
      <Buttons>
        <Button disabled={working} onPress={() => void ask()}>
          {t('safer-ask')}
        </Button>
        <ButtonLink to="/review" look="quiet">
          {t('not-now')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}

function Asked({ plain }: { readonly plain: boolean }) {
  return (
    <Screen title={t('safer-asked-title')}>
      <Lead says="safer-asked-what" />
      <P says={plain ? 'safer-asked-plain' : 'safer-asked-next'} />
      <ButtonLink to="/review">{t('back-to-queue')}</ButtonLink>
    </Screen>
  );
}
