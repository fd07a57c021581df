/**
 * What each `op` of trails, trees, heads and covers asks of the TypeScript side. Owns translating
 * shapes; every judgement is the product's.
 */
import { joinShares, openShare } from '../../src/sealing/covers.ts';
import { b64 } from '../../src/sealing/encoding.ts';
import { checkHead } from '../../src/sealing/heads.ts';
import { checkInclusion, merkleRoot } from '../../src/sealing/merkle.ts';
import { boxPair } from '../../src/sealing/sealed.ts';
import { parseWire } from '../../src/sealing/statements.ts';
import { endOf, readChain, type Trail } from '../../src/sealing/trail.ts';
import { bytes, many, number, text, type Given } from './given.ts';

function trailOf(given: Given): Trail {
  const lines = given['entries'] as readonly Given[];
  return readChain(
    text(given, 'case'),
    lines.map((line) => ({ entry: bytes(line, 'entry'), hash: bytes(line, 'hash') })),
  );
}

export const LATER: Readonly<Record<string, (given: Given) => unknown>> = {
  'trail.check': (given) => ({ head: b64(endOf(trailOf(given))) }),
  'tree.root': (given) => ({ root: b64(merkleRoot(many(given, 'statements'))) }),
  'tree.check': (given) => {
    const place = {
      index: number(given, 'index'),
      size: number(given, 'size'),
      proof: many(given, 'proof'),
    };
    checkInclusion(bytes(given, 'statement'), place, bytes(given, 'root'));
    return {};
  },
  'head.check': (given) => {
    const { digest, body } = checkHead(parseWire(given['head']), trailOf(given));
    return { digest, number: body.number };
  },
  'cover.open': (given) => {
    const pair = boxPair(bytes(given, 'private'));
    const [cover, team] = [parseWire(given['cover']), parseWire(given['team'])];
    return { share: b64(openShare(cover, team, text(given, 'capacity'), pair)) };
  },
  'cover.join': (given) => {
    const team = parseWire(given['team']);
    const pair = joinShares(team, bytes(given, 'supervisors'), bytes(given, 'duty'));
    return { private: b64(pair.privateKey) };
  },
};
