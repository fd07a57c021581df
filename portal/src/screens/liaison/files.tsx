/** The files of a batch: what each is and what will become of it, or how far it is. */
import { t } from '../../i18n/words.ts';
import { Facts, type Fact } from '../../ui/lists.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { Progress } from '../../ui/waiting.tsx';
import { Button, ButtonLink, Buttons } from '../../ui/buttons.tsx';
import { Lead, P } from '../../ui/words.tsx';
import { OnItsWay } from '../participant/on-its-way.tsx';
import { sending, type Phase } from '../participant/sending.ts';
import { whoIs } from './acting.ts';
import { forgetBatch, outlookOf, sendAll, toSend, type Batch, type Row } from './batch.ts';
import { whyNot } from './in-the-way.tsx';
import { standingWords } from './jobs.tsx';

const MB = 1_000_000;

function sizeWords({ file }: Row): string {
  return t('send-size', { mb: Math.max(1, Math.round(file.size / MB)) });
}

function whatItIs(row: Row): string {
  return 'kind' in row.told ? `${t(`acting-kind-${row.told.kind}`)}, ${sizeWords(row)}` : '';
}

/** What will become of it, or what came of it. */
function lineOf(row: Row, over: boolean): string {
  if (row.came === 'sent') return t('send-came-sent');
  if (row.came === 'goes') return t('send-came-goes');
  if (row.came === 'not-sent') return [t('send-came-not-sent'), ...whyNot(row.problem)].join(' ');
  const outlook = outlookOf(row);
  const refused = t(over ? 'send-came-not-sent' : 'send-outlook-refused');
  if (outlook === 'refused' && 'whyNot' in row.told) return `${refused} ${t(`not-sent-${row.told.whyNot}`)}`;
  if (outlook === 'refused') return [refused, ...whyNot(row.problem)].join(' ');
  if (outlook === 'sent-before' && row.known !== null) return `${t('send-outlook-sent-before')} ${standingWords(row.known)}`;
  return t(`send-outlook-${outlook}`);
}

function Files({ rows, over = false }: { readonly rows: readonly Row[]; readonly over?: boolean }) {
  return (
    <ol class="gb-timeline">
      {rows.map((row, at) => (
        <li class="gb-timeline__entry" key={at}>
          <h2 class="gb-timeline__name">
            <bdi>{row.file.name}</bdi>
          </h2>
          {whatItIs(row) !== '' && <p class="gb-timeline__line">{whatItIs(row)}</p>}
          <p class="gb-timeline__line">{lineOf(row, over)}</p>
        </li>
      ))}
    </ol>
  );
}

export function Looking({ now }: { readonly now: Batch }) {
  return <Progress label={t('send-looking')} permille={(1000 * now.looked) / Math.max(1, now.rows.length)} />;
}

export function Check({ now, onOthers }: { readonly now: Batch; readonly onOthers: () => void }) {
  const many = toSend(now).length;
  const facts: readonly Fact[] = [
    { name: t('send-for'), value: whoIs(now.acting) },
    { name: t('send-spoken'), value: t(now.language === 'cy' ? 'language-cy' : 'language-en') },
  ];
  return (
    <>
      <Facts facts={facts} />
      <Files rows={now.rows} />
      <P says={many === 0 ? 'send-nothing' : 'send-check-line'} />
      <Buttons>
        {many > 0 && <Button onPress={() => void sendAll()}>{t('send-now', { many })}</Button>}
        <Button look="quiet" onPress={onOthers}>
          {t('send-others')}
        </Button>
      </Buttons>
    </>
  );
}

function HowFar({ phase, broken }: { readonly phase: Phase | undefined; readonly broken: boolean }) {
  if (broken || phase === undefined) return <Progress label={t(broken ? 'send-broken' : 'sending-looking')} permille={null} line={broken ? t('send-broken-line') : undefined} />;
  if (phase.at === 'looking') return <Progress label={t('sending-looking')} permille={phase.permille} />;
  if (phase.at !== 'sending') return <Progress label={t('sending-finishing')} permille={1000} />;
  return <OnItsWay phase={phase} />;
}

export function OnTheirWay({ now }: { readonly now: Batch }) {
  const all = now.rows.filter((row) => row.came !== 'waits' || outlookOf(row) === 'new' || outlookOf(row) === 'goes-on');
  const at = all.findIndex((row) => row.came === 'goes');
  return (
    <>
      <Lead says="send-which" with={{ number: at + 1, many: all.length }} />
      <HowFar phase={sending.value?.phase} broken={now.broken} />
      <P says="send-safe" />
      <Files rows={now.rows} />
    </>
  );
}

export function Done({ now }: { readonly now: Batch }) {
  const many = now.rows.filter((row) => row.came === 'sent').length;
  return (
    <>
      <Lead says="send-done" with={{ many }} />
      <P says="send-done-next" />
      <Files rows={now.rows} over />
      <Buttons>
        <ButtonLink to="/">{t('back-home')}</ButtonLink>
        <ButtonLink to="/send" look="quiet">
          {t('send-more')}
        </ButtonLink>
      </Buttons>
    </>
  );
}

/** What stopped the batch; what is there already stays there to go on from. */
export function Stopped({ now, onAgain }: { readonly now: Batch; readonly onAgain: () => void }) {
  const again = now.rows.some((row) => row.came === 'waits' && 'kind' in row.told);
  const lines = whyNot(now.problem);
  return (
    <>
      <Trouble problem={now.problem} {...(again ? { onAgain: () => void sendAll() } : {})} />
      <ul class="govuk-list govuk-list--bullet">
        {lines.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <Files rows={now.rows} />
      <Button
        look="quiet"
        onPress={() => {
          forgetBatch();
          onAgain();
        }}
      >
        {t('send-others')}
      </Button>
    </>
  );
}
