/** Where one is signed in: when each began and was last used, and how to end it from here. */
import { useEffect, useRef, useState } from 'preact/hooks';
import * as api from '../../api/session.ts';
import { ApiProblem } from '../../api/http.ts';
import type { SessionRow } from '../../api/types.ts';
import { dayAndTime } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { Button } from '../../ui/buttons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { H2, P } from '../../ui/words.tsx';

function Row({ row, busy, onEnd }: { readonly row: SessionRow; readonly busy: boolean; readonly onEnd: () => void }) {
  const name = `session-${row.session}`;
  return (
    <li class="gb-sessions__row">
      <div>
        <h3 class="gb-sessions__name">{t(row.this ? 'session-this' : 'session-other')}</h3>
        <p class="gb-sessions__line" id={name}>
          {t('session-began', { when: dayAndTime(row.created) })}
        </p>
        {!row.this && <p class="gb-sessions__line">{t('session-used', { when: dayAndTime(row.last_seen) })}</p>}
      </div>
      {!row.this && (
        <Button look="quiet" disabled={busy} describedBy={name} onPress={onEnd}>
          {t('session-end')}
        </Button>
      )}
    </li>
  );
}

/** The one that is asking stands first; it ends by signing out. */
function inOrder(rows: readonly SessionRow[]): SessionRow[] {
  return [...rows.filter((row) => row.this), ...rows.filter((row) => !row.this)];
}

/** One that has ended meanwhile is what was wanted. */
async function endOne(session: string): Promise<void> {
  try {
    await api.endSession(session);
  } catch (problem) {
    if (!(problem instanceof ApiProblem && problem.status === 404)) throw problem;
  }
}

export function Sessions() {
  const source = useFetched(api.mySessions, []);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const told = useRef<HTMLParagraphElement>(null);
  // What was pressed goes away with its row: whoever pressed it goes on from here.
  useEffect(() => {
    if (said !== '') told.current?.focus();
  }, [said]);

  const end = async (act: () => Promise<void>, words: string): Promise<void> => {
    setProblem(null);
    setSaid('');
    setBusy(true);
    try {
      await act();
      setSaid(words);
      source.again();
    } catch (refusal) {
      setProblem(refusal);
    }
    setBusy(false);
  };

  return (
    <>
      <H2 says="sessions-title" />
      <P says="sessions-what" />
      {problem !== null && <Trouble problem={problem} />}
      {said !== '' && (
        <p class="govuk-body gb-said" tabIndex={-1} ref={told}>
          {said}
        </p>
      )}
      <Shown of={source}>
        {(rows) => (
          <>
            <ul class="gb-sessions" aria-label={t('sessions-title')}>
              {inOrder(rows).map((row) => (
                <Row
                  key={row.session}
                  row={row}
                  busy={busy}
                  onEnd={() => void end(() => endOne(row.session), t('session-ended'))}
                />
              ))}
            </ul>
            {rows.length > 1 ? (
              <>
                <P says="sessions-unknown" />
                <Button look="quiet" disabled={busy} onPress={() => void end(api.endOtherSessions, t('sessions-others-ended'))}>
                  {t('sessions-end-others')}
                </Button>
              </>
            ) : (
              <P says="sessions-no-others" />
            )}
          </>
        )}
      </Shown>
    </>
  );
}
