/** Screens that are fetched, with their words, when somebody first goes there. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadWords, type Section } from '../i18n/words.ts';
import { Unreachable } from '../api/http.ts';
import { Trouble } from './trouble.tsx';
import { Waiting } from './waiting.tsx';

export function later<Facts extends object>(sections: readonly Section[], fetchScreen: () => Promise<ComponentType<Facts>>) {
  let here: ComponentType<Facts> | null = null;
  return function Later(facts: Facts) {
    const [, redraw] = useState(0);
    const [missing, setMissing] = useState(false);
    useEffect(() => {
      if (here !== null) return;
      Promise.all([fetchScreen(), loadWords(...sections)]).then(
        ([screen]) => {
          here = screen;
          redraw((times) => times + 1);
        },
        () => setMissing(true),
      );
    }, []);
    if (missing) return <Trouble problem={new Unreachable()} onAgain={() => location.reload()} />;
    const Here = here;
    return Here === null ? <Waiting /> : <Here {...facts} />;
  };
}
