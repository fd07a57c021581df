/** One calm question about what one sent, once for each item: whether to appeal, or to take it back. */
import { useState } from 'preact/hooks';
import * as api from '../../api/items.ts';
import type { Item } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { NothingShown } from '../../ui/nothing-shown.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { Lead, P, Points } from '../../ui/words.tsx';
import { verifiedOwn } from './own-content.tsx';

export interface OwnQuestion {
  /** Names of words; `points` a family of `many`. */
  readonly title: string;
  readonly what: string;
  readonly points: string;
  readonly many: number;
  readonly yes: string;
  readonly notNow: string;
  readonly done: { readonly title: string; readonly what: string; readonly next: string };
  /** Whether there is anything to ask. */
  readonly may: (item: Item) => boolean;
  /** Signs it in the vault, of what was verified there, and sends it. */
  readonly act: (item: Item, handle: string) => Promise<void>;
}

async function answered(question: OwnQuestion, item: Item): Promise<void> {
  const { handle } = await verifiedOwn(item);
  await question.act(item, handle);
}

interface Of {
  readonly question: OwnQuestion;
}

export function AskedOfOwn({ question, id }: Of & { readonly id: string }) {
  const source = useFetched(() => api.itemById(id), [id]);
  const [done, setDone] = useState(false);
  if (done) return <Answered question={question} id={id} />;
  return (
    <Shown of={source} title={t('could-not-show')}>
      {(item) => <Asking question={question} item={item} onDone={() => setDone(true)} />}
    </Shown>
  );
}

function Asking({ question, item, onDone }: Of & { readonly item: Item; readonly onDone: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const address = `/items/${item.item}`;
  const say = async (): Promise<void> => {
    setProblem(null);
    setWorking(true);
    try {
      await answered(question, item);
      onDone();
    } catch (refusal) {
      setProblem(refusal);
      setWorking(false);
    }
  };
  return (
    <Screen title={t(question.title)} back={address}>
      {problem !== null && <NothingShown problem={problem} />}
      {question.may(item) ? (
        <>
          <Lead says={question.what} />
          <Points says={question.points} many={question.many} />
          <Buttons>
            <Button disabled={working} onPress={() => void say()}>
              {t(question.yes)}
            </Button>
            <ButtonLink to={address} look="quiet">
              {t('not-this-time')}
            </ButtonLink>
          </Buttons>
        </>
      ) : (
        <P says={question.notNow} />
      )}
    </Screen>
  );
}

function Answered({ question: { done }, id }: Of & { readonly id: string }) {
  return (
    <Screen title={t(done.title)}>
      <Lead says={done.what} />
      <P says={done.next} />
      <Buttons>
        <ButtonLink to={`/items/${id}`} look="quiet">
          {t('appealed-look')}
        </ButtonLink>
        <ButtonLink to="/" look="quiet">
          {t('back-home')}
        </ButtonLink>
      </Buttons>
    </Screen>
  );
}
