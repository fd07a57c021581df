/** The cases of this facilitator. */
import { cases } from '../../api/cases.ts';
import type { Case } from '../../api/types.ts';
import { t } from '../../i18n/words.ts';
import { Link } from '../../ui/buttons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Shown, useFetched } from '../../ui/waiting.tsx';
import { P } from '../../ui/words.tsx';
import { cardLines, caseName, caseState } from './cards.ts';

interface Listed {
  readonly found: Case;
  readonly name: string;
}

async function listed(): Promise<Listed[]> {
  const all = await cases();
  // One after the other: each opening takes the vault's one worker a moment.
  const named: Listed[] = [];
  for (const found of all) {
    const lines = await cardLines(found).catch(() => []);
    named.push({ found, name: caseName(found, lines) });
  }
  return named;
}

export function CaseList() {
  const source = useFetched(listed, []);
  return (
    <Screen title={t('cases-title')} back="/">
      <Shown of={source}>
        {(all) =>
          all.length === 0 ? (
            <P says="cases-none" />
          ) : (
            <ul class="gb-list">
              {all.map(({ found, name }) => (
                <li key={found.case}>
                  <Link to={`/cases/${found.case}`}>
                    <bdi>{name}</bdi>
                  </Link>
                  <p class="gb-list__line">{caseState(found)}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Screen>
  );
}
