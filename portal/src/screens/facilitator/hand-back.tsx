/** Putting what one has taken back where it was in the queue: nothing is signed, nothing is lost. */
import { useState } from 'preact/hooks';
import { handBack } from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { goTo } from '../../router.ts';
import { Button } from '../../ui/buttons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { H2, P } from '../../ui/words.tsx';

export function HandBack({ item }: { readonly item: Item }) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const back = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await handBack(item.item);
      goTo('/review');
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <>
      <H2 says="hand-back-title" />
      <P says="hand-back-line" />
      {problem !== null && <Trouble problem={problem} />}
      <Button look="quiet" disabled={working} onPress={() => void back()}>
        {t('hand-back')}
      </Button>
    </>
  );
}
