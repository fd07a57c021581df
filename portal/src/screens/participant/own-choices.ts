/**
/**
 * What this participant has said yes to, taken back, chosen and paused, as the vault verified it. Owns
 * which of their words counts, and what writing and recording need of them; refuses to know anything
 * of anybody else.
 */
import { caseById, groundOf } from '../../api/cases.ts';
import { choices as storedChoices } from '../../api/offers.ts';
import { pauses, statements } from '../../api/practice.ts';
import type { Me, StatementWire } from '../../api/types.ts';
import type { WordingName } from '../../i18n/wording.ts';
import { pausedBy } from '../../session/paused.ts';
import { storePins, vault } from '../../session/session.ts';
import type { SaidChoice } from '../../vault/messages-offers.ts';
import type { Given } from '../../vault/messages-practice.ts';
import { lastConsent } from '../consents.ts';

export type Topic = Exclude<WordingName, 'information'>;
export type ChoiceMedium = 'letter' | 'recording' | 'paper' | 'any';
export type Standing = Given | 'undecided';

/** One decision: each is taken, and taken back, by itself. */
export interface Choice {
  readonly topic: Topic;
  readonly medium: ChoiceMedium;
  readonly standing: Standing;
  /** Seconds since 1970; 0 while undecided. */
  readonly at: number;
}

export interface OwnChoices {
  readonly case: string;
  readonly all: readonly Choice[];
  /** Since when everything stands still at this person's wish; null while it does not. */
  readonly pausedSince: number | null;
  /** How they want to hear; null until they have chosen. */
  readonly hearing: SaidChoice | null;
  /** Every choice of theirs as the service shows it, for the one that comes next. */
  readonly hearingSoFar: readonly StatementWire[];
  /** Why something of theirs was left out; empty as it should be. */
  readonly leftOut: readonly string[];
}

/** What there is to decide, in the order in which it is asked. */
export const DECISIONS: readonly (readonly [Topic, ChoiceMedium])[] = [
  ['take-part', 'any'],
  ['acknowledgement', 'any'],
  ['send', 'letter'],
  ['send', 'recording'],
  ['send', 'paper'],
  ['receive', 'letter'],
  ['receive', 'recording'],
  ['receive', 'paper'],
];

let known: { readonly person: string; readonly choices: OwnChoices } | null = null;

/** As they were last seen in this tab, if this is still the same person. */
export function choicesSeen(me: Me): OwnChoices | null {
  return known?.person === me.person ? known.choices : null;
}

/** Only a person responsible is asked whether they accept responsibility. */
function isAsked(me: Me, topic: Topic): boolean {
  return topic !== 'acknowledgement' || me.roles.includes('responsible');
}

/** Null while this person has no case. */
export async function ownChoices(me: Me): Promise<OwnChoices | null> {
  if (me.case === null) return null;
  const [found, shown, paused, heard] = await Promise.all([
    caseById(me.case),
    statements(me.case),
    pauses(me.case),
    storedChoices(me.case),
  ]);
  const ground = groundOf(found);
  const said = await vault().do.openSaid({
    ...shown,
    ground,
    case: me.case,
    records: [],
    pauses: paused,
    choices: heard,
  });
  await storePins(said.pinsMoved);
  const all = DECISIONS.filter(([topic]) => isAsked(me, topic)).map(([topic, medium]): Choice => {
    const last =
      topic === 'acknowledgement'
        ? said.acknowledgements.findLast((one) => one.person === me.person)
        : lastConsent(said.consents, me.person, topic, medium);
    return { topic, medium, standing: last?.given ?? 'undecided', at: last?.at ?? 0 };
  });
  const pause = said.pauses.findLast((one) => one.person === me.person);
  const pausedSince = pause?.paused === 'yes' ? pause.at : null;
  const hearing = said.choices.findLast((one) => one.person === me.person) ?? null;
  const choices = { case: me.case, all, pausedSince, hearing, hearingSoFar: heard, leftOut: said.leftOut };
  known = { person: me.person, choices };
  pausedBy.value = pausedSince === null ? null : me.person;
  return choices;
}

function topicsOf(choices: readonly Choice[]): readonly Topic[] {
  return [...new Set(choices.map(({ topic }) => topic))];
}

/** Whether somebody has taken back that they take part. */
export function stopped({ all }: OwnChoices): Choice | null {
  return all.find(({ topic, standing }) => topic === 'take-part' && standing === 'withdrawn') ?? null;
}

/** What nothing was ever said to, one way or the other. A topic counts once one medium is decided. */
export function undecided({ all }: OwnChoices): readonly Topic[] {
  const decided = new Set(topicsOf(all.filter(({ standing }) => standing !== 'undecided')));
  return topicsOf(all).filter((topic) => !decided.has(topic));
}

/** What sending in this medium needs of this person and has not got. */
export function missingFor({ all }: OwnChoices, medium: 'letter' | 'recording' | 'paper'): readonly Topic[] {
  return topicsOf(
    all.filter(({ topic, medium: own, standing }) => standing !== 'yes' && topic !== 'receive' && (own === 'any' || own === medium)),
  );
}
