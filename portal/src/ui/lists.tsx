/** Lists of things to do, of facts, and of what happened. */
import type { ComponentChildren } from 'preact';
import { hrefOf } from '../router.ts';

interface Task {
  readonly name: string;
  readonly hint: string;
  readonly to: string;
}

export function TaskList({ tasks, id }: { readonly tasks: readonly Task[]; readonly id: string }) {
  return (
    <ul class="govuk-task-list">
      {tasks.map((task, index) => (
        <li key={task.to} class="govuk-task-list__item govuk-task-list__item--with-link">
          <div class="govuk-task-list__name-and-hint">
            <a class="govuk-link govuk-task-list__link" href={hrefOf(task.to)} aria-describedby={`${id}-${index}-hint`}>
              {task.name}
            </a>
            <div id={`${id}-${index}-hint`} class="govuk-task-list__hint">
              {task.hint}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

export interface Fact {
  readonly name: string;
  readonly value: ComponentChildren;
  /** Where it can be changed: a screen of its own. */
  readonly link?: { readonly to: string; readonly words: string; readonly about: string };
  readonly change?: { readonly onPress: () => void; readonly words: string; readonly about: string };
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="govuk-summary-list">
      {facts.map(({ name, value, link, change }) => (
        <div class="govuk-summary-list__row" key={name}>
          <dt class="govuk-summary-list__key">{name}</dt>
          <dd class="govuk-summary-list__value">{value}</dd>
          {link && (
            <dd class="govuk-summary-list__actions">
              <a class="govuk-link" href={hrefOf(link.to)}>
                {link.words}
                <span class="govuk-visually-hidden"> {link.about}</span>
              </a>
            </dd>
          )}
          {change && (
            <dd class="govuk-summary-list__actions">
              <button type="button" class="gb-text-button" onClick={change.onPress}>
                {change.words}
                <span class="govuk-visually-hidden"> {change.about}</span>
              </button>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

export interface Entry {
  readonly name: string;
  /** Where it leads; also what tells entries apart. */
  readonly to: string;
  readonly line: string;
  /** What it belongs to, in somebody's own words. */
  readonly of?: string | undefined;
  readonly when: string;
}

/** `id` where there are several on a page: what describes an entry must be its own. */
export function Timeline({ entries, id = 'entry' }: { readonly entries: readonly Entry[]; readonly id?: string }) {
  return (
    <ol class="gb-timeline">
      {entries.map((entry, index) => (
        <li class="gb-timeline__entry" key={entry.to}>
          <h3 class="gb-timeline__name">
            <a class="govuk-link" href={hrefOf(entry.to)} aria-describedby={`${id}-${index}-line ${id}-${index}-when`}>
              {entry.name}
            </a>
          </h3>
          {entry.of !== undefined && (
            <p class="gb-timeline__line">
              <bdi>{entry.of}</bdi>
            </p>
          )}
          <p class="gb-timeline__line" id={`${id}-${index}-line`}>
            {entry.line}
          </p>
          <p class="gb-timeline__when" id={`${id}-${index}-when`}>
            {entry.when}
          </p>
        </li>
      ))}
    </ol>
  );
}
